"""Buttons on what is scheduled: what goes out is what was before whoever pressed them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article

OVERRIDE = {"override": "It is a test of buttons."}


@pytest.mark.parametrize("verb", ["publish", "publish_today", "schedule"])
def test_text_in_the_form_is_the_one_that_goes_out(client, editor: User, press, draft, verb: str):
    article = draft("As scheduled")
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(hours=5))
    client.force_login(editor)
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    response = press(verb, article, headline="As typed", appear_at=f"{tomorrow:%Y-%m-%d %H:%M}", **OVERRIDE)
    assert response.status_code == 302, response.context["adminform"].form.errors
    article = Article.objects.get(pk=article.pk)
    assert (article.headline, article.working_copy) == ("As typed", None)
    assert article.is_visible is (verb != "schedule")
    assert article.revisions.filter(is_published=True).first().content["headline"] == "As typed"


def test_plain_save_of_it_goes_nowhere(client, editor: User, press, draft):
    article = draft("As scheduled")
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(hours=5))
    client.force_login(editor)
    press("save", article, headline="As typed")
    assert Article.objects.get(pk=article.pk).headline == "As scheduled"
