"""What is typed is kept every few seconds, and readers get none of it."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import publishing, working_copies
from articles.admin import autosave
from articles.models import Article, Author, Category, Revision
from articles.revisions import Credit
from tests.articles.admin.conftest import NO_ROWS, byline

Keep = Callable[..., HttpResponse]
NEW = "admin:articles_new_autosave"


@pytest.fixture
def keep(client: Client, typed: Callable[..., dict[str, Any]]) -> Keep:
    """Sends the form as the script does while somebody types."""

    def send(article: Article | None = None, **fields: Any) -> HttpResponse:
        address = reverse("admin:articles_article_autosave", args=[article.pk]) if article else reverse(NEW)
        return client.post(address, typed(article, **fields))

    return send


def text(article: Article) -> dict[str, Any]:
    return working_copies.head(Article.objects.get(pk=article.pk)).content


def test_it_is_kept_as_the_newest_text_and_readers_get_none_of_it(client, editor: User, keep: Keep, published):
    client.force_login(editor)
    article = published()
    said = keep(article, headline="Half a headl", body="<p>One <script>x</script>two").json()
    assert (said["number"], said["theirs"], said["wrong"]) == (3, [], "")
    assert said["says"].startswith("Saved ")
    assert (text(article)["headline"], text(article)["body"]) == ("Half a headl", "<p>One two</p>")
    assert "Half a headl" not in Client().get(article.get_absolute_url()).text
    assert "Half a headl" in client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    newest = article.revisions.first()
    assert (newest.verb, newest.created_by, newest.is_published) == ("autosave", editor, False)
    assert article.presences.get().typed_at


def test_the_same_again_makes_no_revision(client, editor: User, keep: Keep, draft):
    client.force_login(editor)
    article = draft()
    numbers = [keep(article, headline="Changed", started_from=str(n)).json()["number"] for n in (1, 2, 2)]
    assert numbers == [2, 2, 2]
    assert article.revisions.count() == 2


def test_new_article_is_made_once_and_then_saved(client, editor: User, keep: Keep, press, author: Author):
    client.force_login(editor)
    token = {"creation_token": str(uuid.uuid4())}
    first = keep(None, headline="Fir", slug="fir", category="", **token).json()
    again = keep(None, headline="First", slug="first", category="", **token).json()
    article = Article.objects.get()
    assert first["address"] == again["address"] == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.status, article.created_by) == ("draft", editor)
    assert (text(article)["headline"], text(article)["category_id"]) == ("First", None)
    # The button was pressed before the answer came: the form goes to the address of new articles all the same.
    rows = {**byline(author), "bylines-TOTAL_FORMS": "1"}
    response = press("publish", headline="First of all", **token, **rows)
    assert response.url == first["address"]
    article.refresh_from_db()
    assert (article.is_visible, article.headline) == (True, "First of all")
    assert not article.revisions.filter(is_aside=True).exists()


def test_first_text_may_be_empty_but_for_a_word(client, reporter: User, keep: Keep, news: Category):
    client.force_login(reporter)
    assert keep(None, headline="", body="<p>Word</p>", category="").status_code == 200
    article = Article.objects.get()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert (article.category, text(article)["slug"]) == (news, "")
    assert article.slug not in page


def test_twin_that_arrives_at_the_same_moment_finds_the_first(client, editor: User, keep: Keep, monkeypatch):
    from articles.admin import resent

    client.force_login(editor)
    token = str(uuid.uuid4())
    keep(None, creation_token=token)
    real, asked = resent.made_before, []

    def late(request):
        asked.append(request)
        return real(request) if len(asked) > 1 else None

    monkeypatch.setattr(resent, "made_before", late)
    assert keep(None, creation_token=token, headline="Later").status_code == 200
    assert text(Article.objects.get())["headline"] == "Later"


def test_what_others_saved_meanwhile_is_merged_and_named(client, editor: User, keep: Keep, draft, author: Author):
    client.force_login(editor)
    article = draft(bylines=[])
    opened = {"headline": article.headline, "tags": "", "started_from": "1", **NO_ROWS}
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Theirs"
    publishing.save(theirs, by=None, bylines=[Credit(author)], tags=["bridge"])
    said = keep(article, standfirst="Mine", **opened).json()
    assert set(said["theirs"]) == {"headline", "tags", "bylines"}
    assert said["taken"].startswith("Someone else changed headline")
    assert (text(article)["headline"], text(article)["standfirst"]) == ("Theirs", "Mine")
    assert text(article)["bylines"] == [{"author": author.pk, "role": "author"}]


def test_same_field_asks_and_loses_neither(client, editor: User, keep: Keep, draft):
    client.force_login(editor)
    article = draft()
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Their headline"
    publishing.save(theirs, by=editor)
    mine = {"headline": "My headline", "standfirst": "Mine", "started_from": "1"}
    for _ in range(2):
        response = keep(article, **mine)
        assert response.status_code == 409
        assert response.json()["aside"] == 3
    for part in ("<mark>My</mark> headline", "<mark>Their</mark> headline", "editor@example.org", "decided-headline"):
        assert part in response.json()["clash"]
    assert text(article)["headline"] == "Their headline"
    assert article.revisions.get(is_aside=True).content["headline"] == "My headline"
    said = keep(article, **mine, seen_revision="2", **{"decided-headline": "theirs"}).json()
    assert said["number"] == 4
    assert (text(article)["headline"], text(article)["standfirst"]) == ("Their headline", "Mine")


def test_what_is_wrong_stays_as_it_was_and_the_rest_is_kept(client, editor: User, keep: Keep, draft, news: Category):
    client.force_login(editor)
    other, article = draft("Other"), draft(video_provider="youtube", video_id="dQw4w9WgXcQ")
    wrong = {
        "embargo_until": "tomorrow",
        "slug": other.slug,
        "category": "0",
        "video_address": "nonsense",
        **byline(Author(pk=987)),
        "bylines-TOTAL_FORMS": "1",
    }
    said = keep(article, body="<p>Long work</p>", **wrong).json()
    before = {"category_id": news.pk, "slug": article.slug, "embargo_until": None, "video_id": "dQw4w9WgXcQ"}
    assert {name: text(article)[name] for name in before} == before
    assert text(article)["body"] == "<p>Long work</p>"
    for name in ("embargo", "slug", "category", "video address", "byline"):
        assert name in said["wrong"].lower()


def test_new_article_with_the_address_of_another_gets_none(client, editor: User, keep: Keep, draft):
    client.force_login(editor)
    assert keep(None, headline="Mine", slug=draft("Other").slug).status_code == 200
    assert text(Article.objects.get(headline="Mine"))["slug"] == ""


def test_dates_and_the_state_are_not_touched(client, editor: User, keep: Keep, draft):
    client.force_login(editor)
    article = draft()
    keep(article, headline="Changed", _publish="1", _take_down="1", appear_at="2020-01-01T10:00")
    article.refresh_from_db()
    assert (article.status, article.published_at) == ("draft", None)


def test_a_save_on_purpose_ends_what_is_unpublished_of_a_draft(client, editor: User, keep: Keep, press, draft):
    client.force_login(editor)
    article = draft()
    number = keep(article, headline="Half").json()["number"]
    press("save", article, headline="Whole", started_from=str(number))
    article.refresh_from_db()
    assert (article.headline, article.working_copy) == ("Whole", None)


def test_who_may_not_write_it_keeps_nothing(client, reader: User, reporter: User, keep: Keep, draft, published):
    others, live, own = draft(), published("Live"), draft("Own", by=reporter)
    assert keep(others).status_code == 302
    client.force_login(reader)
    assert keep(others).status_code == 302
    client.force_login(reporter)
    assert [keep(others).status_code, keep(live).status_code, keep(own).status_code] == [404, 403, 200]
    assert client.get(reverse("admin:articles_article_autosave", args=[own.pk])).status_code == 405
    assert not Revision.objects.exclude(article=own).filter(verb="autosave").exists()


def test_token_of_somebody_elses_article_opens_nothing(client, editor: User, reporter: User, keep: Keep):
    token = str(uuid.uuid4())
    client.force_login(editor)
    keep(None, creation_token=token, headline="Secret")
    client.force_login(reporter)
    assert keep(None, creation_token=token, headline="Mine").status_code == 404
    assert json.dumps(text(Article.objects.get())).count("Mine") == 0


def test_too_much_in_a_minute_waits(client, editor: User, keep: Keep, draft, monkeypatch):
    monkeypatch.setattr(autosave, "MOST", 2)
    client.force_login(editor)
    article = draft()
    kept = [keep(article, headline=f"Number {n}", started_from=str(n)) for n in (1, 2, 3)]
    assert [response.status_code for response in kept] == [200, 200, 429]
    assert kept[2].json()["says"]


def test_too_many_clashes_in_a_minute_wait_as_well(client, editor: User, keep: Keep, draft, monkeypatch):
    monkeypatch.setattr(autosave, "MOST", 2)
    client.force_login(editor)
    article = draft()
    article.headline = "Theirs"
    publishing.save(article, by=None)
    kept = [keep(article, headline=f"Number {n}", started_from="1").status_code for n in range(3)]
    assert kept == [409, 409, 429]
    assert article.revisions.filter(is_aside=True).count() == 2


def test_half_a_form_keeps_nothing(client, editor: User, draft):
    client.force_login(editor)
    for address in (reverse("admin:articles_article_autosave", args=[draft().pk]), reverse(NEW)):
        for fields in ({}, {"headline": "Mine"}, {"started_from": "1", "body": ""}):
            assert client.post(address, fields).status_code == 400, fields
    assert Revision.objects.count() == Article.objects.count() == 1


@pytest.mark.parametrize("started_from", ["", "-1", "9" * 40, "x"])
def test_form_that_does_not_say_what_it_started_from_clashes(client, editor: User, keep: Keep, draft, started_from):
    client.force_login(editor)
    article = draft()
    response = keep(article, started_from=started_from, headline="Mine \0", seen_revision="x")
    assert response.status_code in {200, 409}
    assert text(article)["headline"] == article.headline


def test_lost_answer_is_no_change_of_someone_else(client, editor: User, keep: Keep, press, published):
    client.force_login(editor)
    article = published()
    opened = {"started_from": "2", "_page": "mine"}
    assert keep(article, headline="Typed", standfirst="Typed", **opened).status_code == 200
    assert keep(article, headline="Typed on", standfirst="Typed", **opened, body="<p>1</p>").json()["theirs"] == []
    said = keep(article, headline="Typed on", **opened).json()  # the standfirst is again as it was
    assert (text(article)["headline"], text(article)["standfirst"], said["theirs"]) == ("Typed on", "", [])
    for other in ({"_page": "another"}, {"_page": ""}, {"started_from": "1"}):  # that was before it was published
        assert keep(article, headline=f"Again {other}", **{**opened, **other}).status_code == 409
    assert press("save", article, headline="Saved", **opened).status_code == 302
    assert text(article)["headline"] == "Saved"
    assert keep(article, headline="Typed later", **opened).status_code == 409  # since then it was saved on purpose
