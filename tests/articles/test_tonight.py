"""What the clock will do, and what is odd about it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing, tonight
from articles.models import Article, Author, Category
from articles.revisions import Credit
from tests.pictures import stored

Make = Callable[..., Article]
BOARD = reverse("admin:articles_article_tonight")


def at(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def board(user: User, hours: float = 24) -> list[tuple[str, str]]:
    return [(event.kind, event.article.headline) for event in tonight.events(user, at(hours))]


def warnings(user: User) -> dict[str, list[str]]:
    return {event.article.headline: event.warnings for event in tonight.events(user, at(24))}


def test_everything_that_happens_by_the_clock_is_there_in_order(editor: User, draft: Make, published: Make):
    published("Fourth", at=at(4))
    published("Second", unpublish_at=at(2))
    draft("Third", embargo_until=at(3))
    held = published("First")
    Article.objects.filter(pk=held.pk).update(embargo_until=at(1))
    published("Later", at=at(30))
    published("Live already")
    assert board(editor) == [("live", "First"), ("ends", "Second"), ("lifts", "Third"), ("live", "Fourth")]
    assert board(editor, 3.5) == [("live", "First"), ("ends", "Second"), ("lifts", "Third")]
    assert ("live", "Later") in board(editor, 48)


def test_reporter_sees_own_alone(reporter: User, published: Make):
    published("Of others", at=at(1))
    own = published("Own", at=at(2))
    Article.objects.filter(pk=own.pk).update(created_by=reporter)
    published("Live, ends", unpublish_at=at(3))
    assert board(reporter) == [("live", "Own"), ("ends", "Live, ends")]


def test_two_at_the_top_from_the_same_minute_clash(editor: User, published: Make):
    other = Category.objects.get(slug="guns")
    moment = at(2).replace(second=0, microsecond=0)
    published("One", at=moment, is_pinned=True)
    published("Two", at=moment + timedelta(seconds=50), is_pinned=True, category=other)
    published("Three", at=moment, category=Category.objects.get(slug="politics"))
    assert warnings(editor) == {
        "One": ["“Two” is kept at the top from the same minute on."],
        "Two": ["“One” is kept at the top from the same minute on."],
        "Three": [],
    }


@pytest.mark.parametrize(("minutes", "is_close"), [(4, True), (6, False)])
def test_two_of_one_category_within_minutes_clash(editor: User, published: Make, minutes: int, is_close: bool):
    published("One", at=at(2))
    published("Two", at=at(2) + timedelta(minutes=minutes))
    assert all(bool(found) is is_close for found in warnings(editor).values())


def test_what_the_embargo_does_to_a_schedule_is_said(editor: User, published: Make):
    late = published("Late", at=at(1))
    never = published("Never", at=at(1), category=Category.objects.get(slug="guns"))
    Article.objects.filter(pk=late.pk).update(embargo_until=at(2))
    Article.objects.filter(pk=never.pk).update(embargo_until=at(3), unpublish_at=at(2.5))
    found = warnings(editor)
    assert [words.partition(",")[2] for words in found["Late"]] == [" and appears later: the embargo ends then."]
    assert any(words.startswith("It never appears") for words in found["Never"])


def test_unpublished_changes_of_what_is_scheduled_are_said(editor: User, published: Make):
    article = published("Soon", at=at(1))
    article.headline = "Sooner"
    publishing.save(article, by=editor)
    assert warnings(editor) == {"Soon": ["It has unpublished changes, which will not be in it."]}


def test_an_embargo_of_what_is_no_further_changes_nothing(editor: User, draft: Make):
    draft("Draft", embargo_until=at(1))
    assert warnings(editor) == {"Draft": ["Nothing happens then: it is “Draft”."]}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2026, 11, 1, 0, tzinfo=UTC), [tonight.Turn(datetime(2026, 11, 1, 6, tzinfo=UTC), True)]),
        (datetime(2026, 3, 8, 0, tzinfo=UTC), [tonight.Turn(datetime(2026, 3, 8, 7, tzinfo=UTC), False)]),
        (datetime(2026, 3, 9, 0, tzinfo=UTC), []),
    ],
)
def test_changes_of_the_clocks_are_found(day: datetime, expected: list[Any]):
    assert tonight.turns(day, day + timedelta(hours=24)) == expected


def test_board_names_its_zone_and_warns(client: Client, editor: User, published: Make):
    client.force_login(editor)
    with time_machine.travel(datetime(2026, 10, 31, 20, tzinfo=UTC), tick=False):
        published("Soon", at=at(8))
        page = client.get(BOARD).text
        assert "America/New_York, which is on EDT now" in page
        assert "The clocks go back at" in page
        assert ">Soon</a>" in page
        assert 'href="?hours=168" aria-current="page"' in client.get(f"{BOARD}?hours=168").text


def test_finding_events_costs_the_same_for_1_and_3(editor: User, published: Make, django_assert_num_queries):
    for number in range(3):
        published(f"Article {number}", at=at(number + 1), unpublish_at=at(number + 5))
        permitted = User.objects.get(pk=editor.pk)
        with django_assert_num_queries(4):  # two of them for permissions
            assert len(tonight.events(permitted, at(24))) == 2 * (number + 1)


def test_what_would_stop_it_now_is_said_of_each_by_itself(editor: User, published: Make):
    gone = '<p><a href="/news/article-{0}-gone/">a</a></p>'
    for number in range(3):
        published(f"Article {number}", at=at(number + 1), body=gone.format(number) if number else "<p>Words</p>")
    found = tonight.events(editor, at(24))
    tonight.look(found, editor)
    said = ["".join(event.warnings) for event in found]
    assert [said[0], "article-1-gone" in said[1], "article-1-gone" in said[2]] == ["", True, False]


@pytest.mark.parametrize("who", ["editor", "reporter"])
def test_board_costs_the_same_for_2_and_25(
    request: pytest.FixtureRequest, client: Client, published: Make, django_assert_max_num_queries, who: str
):
    user: User = request.getfixturevalue(who)
    client.force_login(user)
    client.get(BOARD)  # writes down the session
    counts = []
    for many in (2, 25):
        for number in range(Article.objects.count(), many):
            picture = stored((32, 20), alt="", credit="")
            written = Author.objects.create(name=f"Author {number}", slug=f"author-{number}")
            link = f'<p><a href="/news/gone-{number}/">a</a><img data-picture="{picture.pk}" alt=""></p>'
            given = {"body": link, "lead_picture": picture, "tags": [f"Tag {number}"], "bylines": [Credit(written)]}
            article = published(f"Bridge number {number}", at=at(number / 2 + 1), **given)
            Article.objects.filter(pk=article.pk).update(created_by=user)
            article.remarks.create(revision_number=1, text="Who says so?")
        with django_assert_max_num_queries(18) as asked:
            page = client.get(BOARD).text
        assert page.count("has no alt text") == 2 * many
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_readers_get_no_board(client: Client, reader: User):
    client.force_login(reader)
    assert client.get(BOARD).status_code in {302, 403}
    assert client.post(BOARD).status_code in {302, 403, 405}


def test_what_happens_first_is_kept_where_there_is_too_much(
    client: Client, editor: User, draft: Make, published: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(editor)
    draft("Lifted last", embargo_until=at(9))
    published("Ends late", unpublish_at=at(8))
    published("Scheduled", at=at(2))
    draft("Lifted first", embargo_until=at(1))
    published("Ends early", unpublish_at=at(3))
    held = published("Held until five", at=at(1))
    Article.objects.filter(pk=held.pk).update(embargo_until=at(5))
    assert "than is shown here" not in client.get(BOARD).text
    monkeypatch.setattr(tonight, "MOST", 1)
    assert board(editor) == [("lifts", "Lifted first"), ("live", "Scheduled"), ("ends", "Ends early")]
    assert "than is shown here" in client.get(BOARD).text
    assert board(editor, 4) == [("lifts", "Lifted first"), ("live", "Scheduled"), ("ends", "Ends early")]
    assert tonight.board(editor, at(4)).cut_at is None


def test_many_of_one_moment_do_not_hide_each_other(
    editor: User, published: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = at(1)
    for name in ("One", "Two", "Three"):
        published(name, at=moment)
    monkeypatch.setattr(tonight, "MOST", 2)
    assert board(editor) == [("live", "One"), ("live", "Two")]
    assert tonight.board(editor, at(2)).cut_at == moment
