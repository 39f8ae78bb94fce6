"""Readers report errors: what can be quoted, how much, and that nothing leaks that was never public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import erasure, export
from accounts.models import User
from articles import publishing
from articles.models import Article
from comments import article_errors, sanctions
from comments.models import ArticleError
from tests import conftest
from tests.conftest import account

BODY = (
    "<p>The bridge&nbsp;cost <em>5 million</em>\n dollars &amp; more.</p><h2>Who pays</h2>"
    "<ul><li><p>The city.</p></li><li>The state.</li></ul><blockquote><p>Never.</p></blockquote><p> </p>"
)
TEXT = ["Council votes on the bridge", "", "The bridge cost 5 million dollars & more."]
WHAT = "It was 6 million."


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published(body=BODY)


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def send(client: Client, article: Article, **fields: Any) -> Any:
    number = publishing.latest_revision(article)
    form = {"revision": number, "paragraph": 2, "quote": "5 million dollars", "text": WHAT, **fields}
    return client.post(f"/comments/{article.pk}/error/", {k: v for k, v in form.items() if v is not None})


def rewrite(article: Article, body: str, **fields: Any) -> None:
    article.body = body
    for name, value in fields.items():
        setattr(article, name, value)
    if article.status == "published":
        conftest.rewrite(article)
    else:
        publishing.save(article, by=None)


def test_the_paragraphs_of_an_article(article: Article):
    shown = article_errors.shown_now(article)
    assert shown.paragraphs == [*TEXT, "Who pays", "The city.", "The state.", "Never."]
    assert shown.find("5  million\ndollars") == 2
    assert shown.find("") is None


def test_from_the_article_to_ones_own_page(member: Client, article: Article, reader: User):
    address = f"/comments/{article.pk}/error/"
    assert address in member.get(article.get_absolute_url()).text
    page = member.get(address, {"quote": "5 million"}).text
    assert 'value="2" checked' in page
    assert "Who pays" in page
    answer = send(member, article)
    assert (answer.status_code, answer["Location"]) == (303, "/comments/errors/")
    made = ArticleError.objects.get()
    assert (made.article, made.paragraph, made.quote, made.text) == (article, 2, "5 million dollars", WHAT)
    assert (made.user, made.state, made.revision) == (reader, "open", article.revisions.first())
    send(member, article)
    assert ArticleError.objects.count() == 1
    page = member.get("/comments/errors/").text
    assert all(words in page for words in (WHAT, "5 million dollars", "The desk has not answered yet."))
    assert "Errors you reported" in member.get("/comments/own/").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Say what is wrong."),
        ({"text": "\0 "}, "Say what is wrong."),
        ({"text": "x" * 1001}, "fewer words"),
        ({"quote": "x" * 501}, "fewer words"),
        ({"quote": "never said"}, "not in that paragraph"),
        ({"quote": "never said", "paragraph": None}, "not in the article"),
        ({"quote": "", "paragraph": None}, "Choose where."),
        ({"quote": "", "paragraph": 1}, "Choose where."),  # there is no standfirst
        ({"paragraph": 3}, "not in that paragraph"),
        ({"paragraph": 999_999_999}, "not in the article"),
        ({"paragraph": "-1", "quote": ""}, "Choose where."),
        ({"revision": 99}, "has changed since"),
        ({"revision": "9" * 30}, "has changed since"),
        ({"revision": 1}, "has changed since"),  # of the draft
    ],
)
def test_what_is_refused_and_kept(member: Client, article: Article, fields: dict[str, Any], said: str):
    answer = send(member, article, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert str(fields.get("text", WHAT)).strip("\0 ") in answer.text
    assert not ArticleError.objects.exists()


def test_markup_stays_text(member: Client, article: Article):
    send(member, article, quote="dollars & more", text="<script>alert(1)</script>\0")
    page = member.get("/comments/errors/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_without_words_of_the_article_it_is_the_paragraph(member: Client, article: Article):
    send(member, article, quote="", paragraph=0)
    send(member, article, quote="Who pays", paragraph=None)
    assert list(ArticleError.objects.order_by("pk").values_list("paragraph", "quote")) == [
        (0, TEXT[0]),
        (3, "Who pays"),
    ]


def test_what_was_public_a_moment_ago_may_be_quoted(member: Client, article: Article):
    before = publishing.latest_revision(article)
    rewrite(article, "<p>It cost 6 million.</p>")
    assert send(member, article, revision=before).status_code == 303
    made = ArticleError.objects.get()
    assert made.revision
    assert (made.revision.number, made.quote) == (before, "5 million dollars")
    later = timezone.now() - article_errors.OPEN_FOR
    article.revisions.filter(number__gt=before).update(created_at=later)
    assert send(member, article, revision=before, text="Again.").status_code == 422


def test_nothing_that_was_never_public(member: Client, draft: Callable[..., Article], time_machine: Any):
    hidden = draft(body="<p>The secret name.</p>")
    address = f"/comments/{hidden.pk}/error/"
    soon = timezone.now() + timedelta(hours=2)
    publishing.schedule(hidden, by=None, at=soon)
    assert [member.get(address).status_code, send(member, hidden).status_code] == [404, 404]
    rewrite(hidden, "<p>The council.</p>")
    numbers = list(hidden.revisions.values_list("number", flat=True))
    time_machine.move_to(soon + timedelta(minutes=1))
    assert member.get(address).status_code == 200
    answers = [send(member, hidden, revision=number, quote="secret name", paragraph=2) for number in numbers]
    assert [answer.status_code for answer in answers] == [422] * len(numbers)
    assert all(answer.text.count("secret name") == 1 for answer in answers)  # as they sent it
    page = member.get(address, {"quote": "secret name"}).text
    assert 'value="2" checked' not in page
    assert not ArticleError.objects.exists()


def test_not_by_revisions_of_others(member: Client, article: Article, published: Callable[..., Article]):
    other = published("Another", body="<p>5 million dollars.</p>")
    for _ in range(3):
        rewrite(other, "<p>5 million dollars.</p>")
    assert send(member, article, revision=publishing.latest_revision(other)).status_code == 422


def test_of_what_is_gone_one_reads_ones_own_words_alone(member: Client, article: Article):
    send(member, article)
    publishing.unpublish(article, by=None)
    rewrite(article, BODY, headline="What nobody may know yet")
    page = member.get("/comments/errors/").text
    assert WHAT in page
    assert "What nobody may know yet" not in page
    assert "The article is no longer there" in page
    assert member.get(f"/comments/{article.pk}/error/").status_code == 404


def test_so_many_a_day_and_so_many_in_an_article(
    member: Client, article: Article, reader: User, monkeypatch: pytest.MonkeyPatch
):
    answers = [send(member, article, text=f"Number {n}.") for n in range(article_errors.MOST + 1)]
    assert [answer.status_code for answer in answers] == [303] * article_errors.MOST + [422]
    ArticleError.objects.update(at=timezone.now() - article_errors.WITHIN)
    monkeypatch.setattr(article_errors, "MOST_OPEN", article_errors.MOST)
    assert "Many have reported" in send(member, article, text="Once more.").text
    ArticleError.objects.all().delete()
    sanctions.impose(reader, sanctions.Kind.BAN, "No more.", by=account("mo@example.org", is_staff=True))
    assert "at present" in send(member, article).text
    assert not ArticleError.objects.exists()


def test_what_was_written_survives_signing_in(client: Client, article: Article, reader: User):
    answer = send(client, article)
    assert answer["Location"].startswith("/accounts/login/?next=%2Fcomments%2F")
    assert "5+million" not in client.get(f"/comments/{article.pk}/error/")["Location"]
    assert "5%2Bmillion" in client.get(f"/comments/{article.pk}/error/", {"quote": "5 million"})["Location"]
    drafts = client.session["error_drafts"]
    client.force_login(reader)
    kept = client.session
    kept["error_drafts"] = drafts
    kept.save()
    page = client.get(f"/comments/{article.pk}/error/").text
    assert WHAT in page
    assert 'value="2" checked' in page
    send(client, article)
    assert "error_drafts" not in client.session or not client.session["error_drafts"]


def test_taken_along_and_forgotten(member: Client, article: Article, reader: User):
    send(member, article)
    send(member, article, text="Another one.")
    ArticleError.objects.filter(text=WHAT).update(state="corrected", answer="Thank you.")
    rows = next(each for each in export.personal_data.holdings() if each.name == "reported_errors").rows(reader)
    assert {row["text"] for row in rows} == {WHAT, "Another one."}
    erasure.erase(reader, keeps_comments=True)
    left = ArticleError.objects.get()
    assert (left.user, left.text, left.quote) == (None, "", "5 million dollars")


def test_each_sees_their_own(client: Client, member: Client, article: Article):
    send(member, article)
    client.force_login(account("other@example.org"))
    assert WHAT not in client.get("/comments/errors/").text
    client.logout()
    assert client.get("/comments/errors/")["Location"].startswith("/accounts/login/")
