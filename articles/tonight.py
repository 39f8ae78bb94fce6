"""What the clock will do soon: what goes live, what leaves the site, which embargo ends; and what is odd about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import permissions, preflight, revisions, worklists
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.permissions import Person
from articles.preflight import Text

MOST = 200  # of each kind
CLOSE = timedelta(minutes=5)
LIVE, ENDS, LIFTS = "live", "ends", "lifts"
Status = Article.Status
NOT_YET = (Status.DRAFT, Status.IN_REVIEW, Status.READY)


@dataclass
class Event:
    kind: str
    at: datetime
    article: Article
    warnings: list[str] = field(default_factory=list)


class Board(NamedTuple):
    """`cut_at`: from that moment on there is more than is in it. None where that is all."""

    events: list[Event]
    cut_at: datetime | None


class Turn(NamedTuple):
    """A change of the clocks."""

    at: datetime
    is_back: bool


def events(user: Person, until: datetime, since: datetime | None = None) -> list[Event]:
    return board(user, until, since).events


def board(user: Person, until: datetime, since: datetime | None = None) -> Board:
    """In the order of time, of what somebody may see. Each of the three kinds is a stretch of an index."""
    since = since or timezone.now()
    articles = permissions.seen(user).for_links()
    live, more_live = _first(_live(articles, since, until), MOST)
    changing, more_changes = _first(_changing(articles, since, until), 2 * MOST)
    found = [Event(LIVE, each.moment, each) for each in live]  # type: ignore[attr-defined]  # annotated there
    found += [event for each in changing for event in _ends(each, since, until)]
    cut_at = min((each.moment for each in (more_live, more_changes) if each), default=None)  # type: ignore[attr-defined]  # the same
    found = [event for event in found if not cut_at or event.at <= cut_at]
    found.sort(key=lambda event: (event.at, event.article.pk))
    for event in found:
        event.warnings = _alone(event)
    _mark_clashes([event for event in found if event.kind == LIVE])
    return Board(found, cut_at)


def look(found: list[Event], by: User) -> None:
    """Adds what the last look before readers would stop now: pictures and links may have gone since it was scheduled.

    As many queries for all of them as for one.
    """
    live = [event for event in found if event.kind == LIVE]
    rows = Article.objects.in_bulk([event.article.pk for event in live])  # with their texts, which the board leaves out
    whole = [(event, rows[event.article.pk]) for event in live if event.article.pk in rows]
    contents = revisions.of_rows([row for _event, row in whole])
    texts = [Text(row, said, event.at) for (event, row), said in zip(whole, contents, strict=True)]
    for (event, _row), findings in zip(whole, preflight.check_all(texts, by=by), strict=True):
        event.warnings += [finding.message for finding in findings if finding.is_blocking]


def turns(since: datetime, until: datetime) -> list[Turn]:
    """When the clocks of the publication change, to the minute."""
    found, moment = [], since
    while moment < until:
        end = min(moment + timedelta(hours=12), until)
        if _offset(moment) != _offset(end):
            found.append(Turn(_turn(moment, end), _offset(end) < _offset(moment)))
        moment = end
    return found


def _first(articles: ArticleQuerySet, most: int) -> tuple[list[Article], Article | None]:
    """So many of them, and the one with which there would be more."""
    found = list(articles.order_by("moment", "pk")[: most + 1])  # type: ignore[misc]  # both are given it
    return found[:most], found[most] if len(found) > most else None


def _live(articles: ArticleQuerySet, since: datetime, until: datetime) -> ArticleQuerySet:
    return worklists.scheduled(articles, until, since).annotate(moment=F("appears_at"))  # type: ignore[return-value]  # as it was given


def _changing(articles: ArticleQuerySet, since: datetime, until: datetime) -> ArticleQuerySet:
    ending = Q(status=Status.PUBLISHED, unpublish_at__gt=since, unpublish_at__lte=until)
    within = Q(embargo_until__gt=since, embargo_until__lte=until)
    # Of what goes live until then, that it does says it all.
    lifting = Q(within, status__in=NOT_YET) | Q(within, status=Status.PUBLISHED, published_at__gt=until)
    moment = Case(When(ending, then="unpublish_at"), default="embargo_until")
    return articles.filter(ending | lifting).annotate(moment=moment)


def _ends(article: Article, since: datetime, until: datetime) -> Iterator[Event]:
    is_published, ends, lifts = article.status == Status.PUBLISHED, article.unpublish_at, article.embargo_until
    if is_published and ends and since < ends <= until:
        yield Event(ENDS, ends, article)
    is_live_then = is_published and article.live_at is not None and article.live_at <= until
    if lifts and since < lifts <= until and not is_live_then:
        yield Event(LIFTS, lifts, article)


def _alone(event: Event) -> list[str]:
    """What is odd about one article by itself."""
    article, found = event.article, []
    if event.kind == LIVE:
        if article.published_at and event.at > article.published_at:
            found.append(_("It is scheduled for %s, and appears later: the embargo ends then.") % _when(article))
        if article.unpublish_at and article.unpublish_at <= event.at:
            found.append(_("It never appears: it leaves the site before its embargo ends."))
        if article.working_copy_id:
            found.append(_("It has unpublished changes, which will not be in it."))
    if event.kind == LIFTS and article.status != Status.PUBLISHED:
        found.append(_("Nothing happens then: it is “%s”.") % article.get_status_display())
    return found


def _mark_clashes(live: list[Event]) -> None:
    for number, event in enumerate(live):
        for other in live[number + 1 :]:
            if other.at - event.at > CLOSE:
                break
            for one, its_other in ((event, other), (other, event)):
                one.warnings += _clash(one, its_other)


def _clash(event: Event, other: Event) -> list[str]:
    same_minute = abs(event.at - other.at) < timedelta(minutes=1)
    if event.article.is_pinned and other.article.is_pinned and same_minute:
        return [_("“%s” is kept at the top from the same minute on.") % other.article]
    if event.article.category_id == other.article.category_id:
        return [_("“%s” appears in the same category within five minutes.") % other.article]
    return []


def _when(article: Article) -> str:
    return f"{timezone.localtime(article.published_at):%H:%M %Z}"


def _offset(moment: datetime) -> timedelta:
    return timezone.localtime(moment).utcoffset() or timedelta()


def _turn(before: datetime, after: datetime) -> datetime:
    first = _offset(before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(middle) == first else (before, middle)
    return after.replace(microsecond=0)
