from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article, Author, Category, Revision
from articles.revisions import Credit
from tests.articles.admin.conftest import byline


def test_new_article_is_saved_as_a_draft_with_all_that_was_typed(client, editor: User, press, author: Author):
    client.force_login(editor)
    second = Author.objects.create(name="Ruth Okafor", slug="ruth-okafor")
    rows = {**byline(author, 2), **byline(second, 1, row=1), "bylines-TOTAL_FORMS": "2"}
    response = press("save", tags="Bridges, city hall", body="<p>One <script>alert(1)</script>two</p>", **rows)
    article = Article.objects.get()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.status, article.slug) == ("draft", "council-votes-on-the-bridge")
    assert (article.body, article.word_count, article.created_by) == ("<p>One two</p>", 2, editor)
    assert [entry.author for entry in article.bylines.all()] == [second, author]
    assert set(article.tags.names()) == {"Bridges", "city hall"}
    assert [revision.verb for revision in Revision.objects.all()] == ["save"]


def test_save_never_publishes(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    press("save", article, headline="Changed")
    article.refresh_from_db()
    assert (article.headline, article.status) == ("Changed", "draft")


def test_publish_now_publishes_through_the_verb(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    assert press("publish", article, headline="Changed").status_code == 302
    article.refresh_from_db()
    assert article.is_visible
    assert article.headline == "Changed"
    assert [revision.verb for revision in article.revisions.order_by("number")] == ["save", "save", "publish"]


def test_existing_tag_is_used_whatever_its_case(client, editor: User, press, draft):
    client.force_login(editor)
    draft("Older", tags=["Gun control"])
    press("save", tags="gun control, , GUN CONTROL")
    assert list(Article.objects.get(slug="council-votes-on-the-bridge").tags.names()) == ["Gun control"]


def test_bylines_nobody_touched_stay(client, editor: User, press, draft, published):
    client.force_login(editor)
    for verb, article in (("save", draft()), ("update", published("Live"))):
        assert press(verb, article, standfirst="Changed").status_code == 302
        article.refresh_from_db()
        assert (article.standfirst, article.byline_text) == ("Changed", "Newsdesk")


def test_bylines_can_be_changed_from_a_form_opened_before_they_were(client, editor: User, press, draft, author: Author):
    client.force_login(editor)
    article = draft(bylines=[Credit(author)])
    gone = {"bylines-0-id": "999999", "bylines-0-article": str(article.pk), "bylines-INITIAL_FORMS": "1"}
    response = press("save", article, **{**byline(author), **gone, "bylines-TOTAL_FORMS": "1"})
    assert response.status_code == 302
    assert [entry.author for entry in article.bylines.all()] == [author]


def test_slug_that_is_taken_gets_a_number_when_left_empty(client, editor: User, press, draft):
    client.force_login(editor)
    draft()
    press("save")
    assert Article.objects.filter(slug="council-votes-on-the-bridge-2").exists()


def test_slug_keeps_letters_of_every_script(client, editor: User, press):
    client.force_login(editor)
    press("save", headline="Голосование: мост’s & “Übergang”")
    assert Article.objects.get().slug == "голосование-мостs-übergang"


def test_stale_save_of_the_same_field_shows_both_and_loses_neither(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Theirs"
    publishing.save(theirs, by=None)
    response = press("save", article, headline="Mine", body="<p>My text</p>", started_from="1")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Someone else changed the same meanwhile: headline." in page
    assert "Mine</textarea>" in page
    assert "&lt;p&gt;My text&lt;/p&gt;" in page
    article.refresh_from_db()
    assert article.headline == "Theirs"
    aside = article.revisions.get(is_aside=True)
    assert (aside.content["headline"], aside.content["body"]) == ("Mine", "<p>My text</p>")
    undecided = press("save", article, headline="Mine", started_from="1", seen_revision="2")
    assert undecided.status_code == 409
    press("save", article, headline="Mine", started_from="1", seen_revision="2", **{"decided-headline": "mine"})
    article.refresh_from_db()
    assert article.headline == "Mine"


def test_scheduling_takes_the_publications_time(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    at = (timezone.localtime() + timedelta(days=2)).replace(hour=14, minute=30, second=0, microsecond=0)
    press("schedule", article, appear_at=f"{at:%Y-%m-%dT%H:%M}")
    article.refresh_from_db()
    assert article.is_scheduled
    assert article.published_at == at
    assert f"Scheduled {at:%b} {at.day}, 14:30" in client.get(f"/admin/articles/article/{article.pk}/change/").text


@pytest.mark.parametrize(
    ("typed_at", "says"),
    [
        ("", "Say when"),
        ("2020-01-01T10:00", "has passed"),
        ("2027-03-14T02:30", "no 02:30"),
        ("2027-11-07T01:30", "twice"),
    ],
)
def test_impossible_times_are_explained_and_nothing_is_lost(
    client, editor: User, press, draft, typed_at: str, says: str
):
    client.force_login(editor)
    article = draft()
    response = press("schedule", article, appear_at=typed_at, headline="Kept")
    assert says in response.text
    assert "Kept</textarea>" in response.text
    article.refresh_from_db()
    assert (article.status, article.headline) == ("draft", "Council votes on the bridge")


@pytest.mark.parametrize(("typed_at", "says"), [("2099-07-01", ", EDT"), ("2099-01-01", ", EST"), ("x", "")])
def test_time_is_labelled_with_the_zone_of_its_own_day(client, editor: User, press, draft, typed_at: str, says: str):
    client.force_login(editor)
    response = press("schedule", draft(), appear_at=f"{typed_at}T10:00", headline="")
    assert f"Appear at (New York time{says})" in response.text


def test_time_nobody_touched_keeps_its_seconds_and_its_hour(client, editor: User, press, draft):
    client.force_login(editor)
    second_half_past_one = datetime(2026, 11, 1, 1, 30, 59, fold=1, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
    article = draft(updated_at=second_half_past_one)
    assert press("save", article, updated_at="2026-11-01T01:30").status_code == 302
    article.refresh_from_db()
    assert article.updated_at == second_half_past_one


def test_video_is_read_from_its_address(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    press("save", article, video_address="https://youtu.be/dQw4w9WgXcQ")
    article.refresh_from_db()
    assert (article.video_provider, article.video_id) == ("youtube", "dQw4w9WgXcQ")
    assert "not the address" in press("save", article, video_address="https://example.org/").text
    press("save", article, video_address="")
    article.refresh_from_db()
    assert article.video_provider == ""


def test_saving_without_a_change_changes_no_word(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft(body="<p>One</p>\n<pre>two\n three</pre>\n\n<p>Four</p>")
    press("save", article, body=article.body.replace("\n", "\r\n"))
    before = article.body
    article.refresh_from_db()
    assert article.body == before


def test_unpublish_and_take_down(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    assert "Say why" in press("take_down", article, reason=" ").text
    press("take_down", article, reason="We were wrong.")
    article.refresh_from_db()
    assert (article.status, article.takedown_reason) == ("taken_down", "We were wrong.")
    other = published("Another")
    press("unpublish", other)
    other.refresh_from_db()
    assert other.status == "draft"
    assert [revision.verb for revision in other.revisions.order_by("number")] == ["save", "publish", "unpublish"]


def test_end_before_the_beginning_is_an_error_not_a_crash(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    before = timezone.localtime() - timedelta(days=1)
    response = press("save", article, unpublish_at=f"{before:%Y-%m-%dT%H:%M}")
    assert "leave the site before it appears" in response.text


def test_draft_is_saved_without_a_category_and_stays_without(client, editor: User, press, news: Category):
    client.force_login(editor)
    page = client.get(press("save", category="", body="<p>Long work</p>").url).text
    assert "&lt;p&gt;Long work&lt;/p&gt;" in page
    assert f'value="{news.pk}" selected' not in page
    assert Article.objects.get().working_copy.content["category_id"] is None


def test_without_a_category_nothing_is_published_or_lost(client, editor: User, press):
    client.force_login(editor)
    assert "&lt;p&gt;Long work&lt;/p&gt;" in press("publish", category="", body="<p>Long work</p>").text
    assert not Article.objects.exists()
