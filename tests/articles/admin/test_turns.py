"""Assigning, sending back and remarks, as the editor's page sends them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import remarks, workflow
from articles.models import Article, Remark


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def send(client: Client, name: str, article: Article, typed: Any, *more: Any, query: str = "", **fields: Any) -> Any:
    address = reverse(f"admin:{name}", args=[article.pk, *more]) + query
    return client.post(address, {**typed(article), **{key.replace("__", "-"): value for key, value in fields.items()}})


def test_editor_assigns_and_what_is_typed_is_kept(client: Client, editor: User, reporter: User, draft: Any, typed: Any):
    client.force_login(editor)
    article = draft()
    assert "Assigned to" in client.get(change(article)).text
    sent = {
        "_assign-to": reporter.pk,
        "_assign-due_at": "2099-03-01T12:00",
        "_assign-note": "Call",
        "standfirst": "New",
    }
    send(client, "articles_article_assign", article, typed, **sent)
    article.refresh_from_db()
    assert article.assigned_to == reporter
    assert f"{article.due_at:%Y-%m-%d}" == "2099-03-01"
    assert article.working_copy.content["standfirst"] == "New"
    page = client.get(change(article)).text
    assert f"Waits for {reporter}." in page
    assert "Due (New York time, EST)" in page
    send(client, "articles_article_assign", article, typed, **{"_assign-to": "", "_assign-due_at": ""})
    article.refresh_from_db()
    assert (article.assigned_to, article.due_at) == (None, None)


def test_wrong_hour_assigns_nothing_and_says_why(client: Client, editor: User, reporter: User, draft: Any, typed: Any):
    client.force_login(editor)
    article = draft()
    sent = {"_assign-to": reporter.pk, "_assign-due_at": "2026-03-08T02:30"}
    address = reverse("admin:articles_article_assign", args=[article.pk])
    page = client.post(address, {**typed(article), **sent}, follow=True)
    assert "The clocks go forward that night" in page.text
    article.refresh_from_db()
    assert article.assigned_to is None


def test_reporter_assigns_nobody(client: Client, reporter: User, draft: Any, typed: Any):
    client.force_login(reporter)
    article = draft(by=reporter)
    assert "_assign-to" not in client.get(change(article)).text
    assert send(client, "articles_article_assign", article, typed, **{"_assign-to": reporter.pk}).status_code == 403


def test_sent_back_with_its_note(client: Client, editor: User, reporter: User, draft: Any, typed: Any):
    article = draft(by=reporter)
    workflow.submit(article, by=reporter)
    client.force_login(editor)
    assert "Waits for an editor." in client.get(change(article)).text
    page = client.post(reverse("admin:articles_article_send_back", args=[article.pk]), typed(article), follow=True)
    assert "Say what is missing" in page.text
    send(client, "articles_article_send_back", article, typed, **{"_send_back-note": "Who says so?"})
    client.force_login(reporter)
    page = client.get(change(article)).text
    assert "sent it back:</strong> Who says so?" in page
    assert "_send_back-note" not in page


def test_remark_answer_settled(client: Client, editor: User, reporter: User, draft: Any, typed: Any):
    article = draft(by=reporter, body="<p>It cost 6 million.</p>")
    client.force_login(editor)
    sent = {"_remark": "Says who?", "_remark-quote": "6 million", "standfirst": "Kept"}
    assert send(client, "articles_article_remarks", article, typed, **sent).status_code == 302
    remark = Remark.objects.get()
    article.refresh_from_db()
    assert article.working_copy.content["standfirst"] == "Kept"
    client.force_login(reporter)
    page = client.get(change(article)).text
    assert "(1 open)" in page
    assert "6 million</button></blockquote>" in page
    answer = {f"_answer-{remark.pk}": "The mayor"}
    send(client, "articles_article_remarks", article, typed, query=f"?answers={remark.pk}", **answer)
    assert remark.answers.get().text == "The mayor"
    send(client, "articles_remark_settle", article, typed, remark.pk)
    remark.refresh_from_db()
    assert remark.settled_by == reporter
    assert "(1 open)" not in client.get(change(article)).text
    send(client, "articles_remark_reopen", article, typed, remark.pk)
    remark.refresh_from_db()
    assert remark.settled_at is None


def test_script_gets_the_panel_alone(client: Client, editor: User, draft: Any):
    client.force_login(editor)
    article = draft(body="<p>It cost 6 million.</p>")
    address = reverse("admin:articles_article_remarks", args=[article.pk])
    json = {"accept": "application/json"}
    wrong = client.post(address, {"_remark": "Hm", "_remark-quote": "7 million"}, headers=json)
    assert (wrong.status_code, "These words are not in the text" in wrong.text) == (422, True)
    done = client.post(address, {"_remark": "Hm", "_remark-quote": "6 million"}, headers=json)
    assert done.status_code == 200
    assert "<html" not in done.text
    assert "6 million</button></blockquote>" in done.text
    assert "no-store" in done["Cache-Control"]


@pytest.mark.parametrize("name", ["articles_article_remarks", "articles_remark_settle", "articles_remark_reopen"])
def test_remarks_on_drafts_of_others(client: Client, editor: User, reporter: User, draft: Any, name: str):
    article, mine = draft("Theirs"), draft("Mine", by=reporter)
    remark = remarks.say(article, "Hm", by=editor)
    client.force_login(reporter)
    for about in (article, mine):  # nor by the way of one's own
        args = [about.pk] if name == "articles_article_remarks" else [about.pk, remark.pk]
        query = f"?answers={remark.pk}" if name == "articles_article_remarks" else ""
        answer = client.post(reverse(f"admin:{name}", args=args) + query, {"_remark": "x", f"_answer-{remark.pk}": "x"})
        assert answer.status_code == 404
    remark.refresh_from_db()
    assert (remark.settled_at, Remark.objects.count()) == (None, 1)
