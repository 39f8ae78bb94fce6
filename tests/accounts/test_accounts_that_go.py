"""What someone asks for while their account is erased, or merged into another, ends with a sign-out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import erasure
from accounts.models import User
from articles import following, saving
from articles.models import SavedArticle
from comments import posting
from comments.models import Comment
from tests import database_dump
from tests.conftest import Published

pytestmark = pytest.mark.django_db
WAYS = ["comment", "save", "follow"]


@pytest.fixture
def ask(client: Client, reader: User, published: Published, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Asks for something, and the account is erased when it is about to be done."""
    cache.clear()
    reader.confirm_email()
    client.force_login(reader)
    article = published()
    for module, name, do in (
        (posting, "post", posting.post),
        (saving, "save", saving.save),
        (following, "follow", following.follow),
    ):

        def too_late(*given: Any, do: Any = do, **by: Any) -> Any:
            erasure.erase(User.objects.get(pk=reader.pk), keeps_comments=True)
            return do(*given, **by)

        monkeypatch.setattr(module, name, too_late)
    ways = {
        "comment": (reverse("comments:write", args=[article.pk]), {"text": "Mine."}),
        "save": (f"{reverse('account_save')}?article={article.pk}", {}),
        "follow": (f"{reverse('account_follow')}?category={article.category_id}", {}),
    }
    return lambda way, **about: client.post(*ways[way], **about)


@pytest.mark.parametrize("way", WAYS)
def test_it_ends_with_a_sign_out(ask: Callable[..., Any], way: str):
    answer = ask(way)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert "is closed" in answer.client.get("/accounts/login/").text
    assert "_auth_user_id" not in answer.client.session
    assert not Comment.objects.exists()
    assert not SavedArticle.objects.exists()
    assert "reader@example.org" not in database_dump.readable()


def test_scripts_learn_that_nobody_is_signed_in(ask: Callable[..., Any]):
    assert ask("save", headers={"Accept": "application/json"}).status_code == 401


def test_other_faults_stay_faults(client: Client, reader: User, published: Published, monkeypatch: pytest.MonkeyPatch):
    reader.confirm_email()
    client.force_login(reader)
    monkeypatch.setattr(saving, "save", lambda *_, **__: User.objects.get(pk=0))
    with pytest.raises(User.DoesNotExist):
        client.post(f"{reverse('account_save')}?article={published().pk}")
