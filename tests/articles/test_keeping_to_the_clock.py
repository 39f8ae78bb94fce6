"""Embargoes that nothing gets round, times of the nights when the clocks change, and taking back what was scheduled."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import arrivals, corrections, publishing
from articles.admin.status import status_word
from articles.forms.times import PublicationTimeField
from articles.models import Article
from articles.publishing import Refused

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(time_machine) -> None:
    time_machine.move_to(NOON, tick=False)


def is_seen(article: Article) -> bool:
    return Article.objects.visible().filter(pk=article.pk).exists()


def test_nothing_publishes_before_the_embargo(draft):
    article = draft(embargo_until=NOON + DAY)
    for at in (None, NOON, NOON - DAY, NOON + DAY - timedelta(seconds=1)):
        with pytest.raises(Refused):
            publishing.publish(article, by=None, at=at)
    with pytest.raises(Refused):
        publishing.schedule(article, by=None, at=NOON + DAY - timedelta(microseconds=1))
    publishing.mark_ready(article, by=None)
    publishing.schedule(article, by=None, at=NOON + DAY)
    with pytest.raises(Refused):
        publishing.publish(article, by=None)  # "Publish now"
    with pytest.raises(Refused):
        publishing.schedule(article, by=None, at=NOON + DAY / 2)
    assert not is_seen(article)


@pytest.mark.parametrize("at", [NOON - DAY, NOON + DAY], ids=["live", "scheduled"])
def test_update_brings_no_embargo_that_lies_behind_its_date(at, published, editor):
    """What is live would break it, what is scheduled would come too early: neither is changed."""
    article = published(at=at)
    article.embargo_until = NOON + 2 * DAY
    publishing.save(article, by=editor)
    with pytest.raises(Refused):
        publishing.update(article, by=editor)
    with pytest.raises(Refused):
        corrections.correct(
            article, by=editor, kind="correction", text="Wrong.", updates_from=publishing.latest_revision(article)
        )
    article.refresh_from_db()
    assert article.embargo_until is None
    assert is_seen(article) is (at < NOON)


def test_embargo_that_arrives_with_an_import_keeps_it_back(news, time_machine):
    article = Article(headline="x", slug="x", category=news, embargo_until=NOON + DAY)
    arrivals.bring_in([arrivals.Arrival(article, Article.Status.PUBLISHED, NOON - DAY)])
    assert not is_seen(article)
    time_machine.move_to(NOON + DAY, tick=False)
    assert is_seen(article)


def test_embargo_set_after_scheduling_is_asked_again(draft, editor):
    article = draft()
    publishing.schedule(article, by=None, at=NOON + DAY)
    article.embargo_until = NOON + 3 * DAY
    publishing.save(article, by=editor)
    with pytest.raises(Refused):
        publishing.update(article, by=editor)
    publishing.unschedule(article, by=editor)
    article.refresh_from_db()
    assert (article.status, article.published_at) == ("ready", None)
    assert not is_seen(article)


def test_unscheduled_is_ready_and_never_appears_by_itself(draft, editor, time_machine):
    article = draft()
    publishing.schedule(article, by=None, at=NOON + DAY)
    publishing.unschedule(article, by=editor, note="The source asked.")
    time_machine.move_to(NOON + 2 * DAY, tick=False)
    article.refresh_from_db()
    assert (article.status, article.published_at, is_seen(article)) == ("ready", None, False)
    assert article.revisions.first().verb == "unschedule"


def test_what_went_live_meanwhile_is_not_unscheduled(draft, editor, time_machine):
    article = draft()
    publishing.schedule(article, by=None, at=NOON + DAY)
    time_machine.move_to(NOON + DAY, tick=False)
    with pytest.raises(Refused):
        publishing.unschedule(article, by=editor)
    assert is_seen(article)


ZONES = {
    "America/New_York": ("2026-11-01T01:30", "2027-03-14T02:30"),
    "Europe/Berlin": ("2026-10-25T02:30", "2027-03-28T02:30"),
}


@pytest.mark.parametrize("zone", ZONES)
def test_hours_that_are_twice_or_never_are_asked_about(zone, settings: LazySettings):
    settings.TIME_ZONE = zone
    for typed in ZONES[zone]:
        with timezone.override(zone), pytest.raises(ValidationError):
            PublicationTimeField().clean(typed)


@pytest.mark.parametrize(
    ("zone", "typed", "stored", "name"),
    [
        ("America/New_York", "2026-11-01T00:59", "2026-11-01T04:59", "EDT"),
        ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00", "EST"),
        ("America/New_York", "2027-03-14T01:59", "2027-03-14T06:59", "EST"),
        ("America/New_York", "2027-03-14T03:00", "2027-03-14T07:00", "EDT"),
        ("Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59", "CEST"),
        ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00", "CET"),
        ("Europe/Berlin", "2027-03-28T01:59", "2027-03-28T00:59", "CET"),
        ("Europe/Berlin", "2027-03-28T03:00", "2027-03-28T01:00", "CEST"),
    ],
)
def test_times_beside_a_change_of_clocks_are_kept_exactly(zone, typed, stored, name, draft, time_machine):
    with timezone.override(zone):
        moment = PublicationTimeField().clean(typed)
        article = draft()
        publishing.schedule(article, by=None, at=moment)
        article.refresh_from_db()
        assert f"{article.published_at.astimezone(UTC):%Y-%m-%dT%H:%M}" == stored
        assert f"{typed[-5:]} {name}" in status_word(article)
    moment = moment.astimezone(UTC)  # or a second less would be one of the clock on the wall
    time_machine.move_to(moment - timedelta(seconds=1), tick=False)
    assert not is_seen(article)
    time_machine.move_to(moment, tick=False)
    assert is_seen(article)
