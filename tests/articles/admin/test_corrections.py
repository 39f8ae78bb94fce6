"""Correcting, unscheduling, reinstating and embargoes, as the desk finds them in the editor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import corrections, publishing
from articles.models import Article, Correction

WRONG = {"_correct": "1", "kind": "correction", "place": "Headline", "text": "Twelve, not eleven."}


@pytest.fixture
def client(client: Client, editor) -> Client:
    client.force_login(editor)
    return client


def page(article: Article) -> str:
    return reverse("admin:articles_article_corrections", args=[article.pk])


def editor_of(client: Client, article: Article) -> str:
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_editor_leads_to_the_page_where_it_is_said(client, published, draft, editor):
    article = published()
    assert page(article) in editor_of(client, article)
    assert page(other := draft("Another")) not in editor_of(client, other)
    response = client.post(page(article), WRONG, follow=True)
    assert "Twelve, not eleven." in response.content.decode()
    back = f'<a href="{reverse("admin:articles_article_change", args=[article.pk])}">{article}</a>'
    assert back in response.content.decode().partition('class="breadcrumbs"')[2].partition("</div>")[0]
    said = article.corrections.get()
    assert (said.type, said.place, said.created_by) == ("correction", "Headline", editor)
    again = client.post(page(article), WRONG)
    assert (again.status_code, article.corrections.count()) == (409, 1)
    assert "Readers are told so already." in again.content.decode()


def test_changed_text_goes_out_with_it_and_only_the_one_that_was_shown(client, published, editor):
    article = published()
    article.standfirst = "Twelve of them."
    copy = publishing.save(article, by=editor)
    assert f'value="{copy.number}"' in client.get(page(article)).content.decode()
    stale = client.post(page(article), {**WRONG, "updates_from": copy.number - 1})
    assert (stale.status_code, article.corrections.count()) == (409, 0)
    client.post(page(article), {**WRONG, "updates_from": copy.number})
    article.refresh_from_db()
    assert (article.standfirst, article.corrections.count()) == ("Twelve of them.", 1)


def test_it_is_withdrawn_with_a_reason(client, published):
    said = corrections.correct(published(), by=None, kind="correction", text="Wrong.")
    sent = {"_withdraw": "1", "correction": said.pk}
    assert client.post(page(said.article), {**sent, "reason": " "}).status_code == 409
    client.post(page(said.article), {**sent, "reason": "It was right."})
    said.refresh_from_db()
    assert said.withdrawal_reason == "It was right."
    assert client.post(page(said.article), {**sent, "reason": "Again"}).status_code == 409


def test_correction_of_another_article_is_not_found(client, published):
    said = corrections.correct(published(), by=None, kind="correction", text="Wrong.")
    sent = {"_withdraw": "1", "correction": said.pk, "reason": "x"}
    assert client.post(page(published("Another")), sent).status_code == 404
    assert Correction.objects.get().withdrawn_at is None


@pytest.mark.parametrize("strange", [{"text": "a\0b"}, {"kind": "x"}, {"updates_from": "x"}, {"text": "x" * 5001}])
def test_what_cannot_be_is_refused_with_the_form(strange, client, published):
    article = published()
    assert client.post(page(article), {**WRONG, **strange}).status_code in (303, 409)
    assert not any("\0" in each.text for each in article.corrections.all())


def test_scheduled_is_unscheduled_by_its_button(client, draft, press):
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(days=1))
    html = editor_of(client, article)
    assert "Unschedule" in html
    assert ">Unpublish<" not in html
    press("unschedule", article)
    article.refresh_from_db()
    assert (article.status, article.published_at) == ("ready", None)


def test_taken_down_is_reinstated_with_a_reason(client, published, press):
    article = published()
    publishing.take_down(article, by=None, reason="Another bridge.")
    assert "Reinstate" in editor_of(client, article)
    assert press("reinstate", article, reason=" ").status_code == 409
    press("reinstate", article, reason="It was this one.")
    article.refresh_from_db()
    assert (article.status, article.takedown_reason) == ("draft", "")
    assert article.revisions.filter(verb="reinstate", note="It was this one.").exists()


def test_editor_says_until_when_nothing_may_appear(client, draft):
    article = draft(embargo_until=timezone.now() + timedelta(days=1))
    assert "Nothing of it may appear before" in editor_of(client, article)
    Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now() - timedelta(days=1))
    assert "Nothing of it may appear before" not in editor_of(client, article)
