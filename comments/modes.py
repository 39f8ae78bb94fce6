"""Whether and when what somebody writes is shown: who decides that, and what they are told about it beforehand."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from articles.models import Article
from comments import held, rates
from comments import rules as rules_in_force
from comments.models import CategoryMode, Comment, Decision, Discussion, Mode, ReaderMode, Report, Rules, Sanction

STRICTER = [Mode.AFTER, Mode.FIRST, Mode.BEFORE]
HEAT_WITHIN = timedelta(minutes=10)
NEVER = time()


class Holding(NamedTuple):
    """The mode that holds, and who says so: "site", "category", "article" or "reader"."""

    mode: Mode
    whose: str
    note: str


class Prospects(NamedTuple):
    """What a reader is told before they write: why they cannot, or why it will wait."""

    refused: str
    waits: list[str]


def holding(article: Article, user: User, rules: Rules) -> Holding:
    """The strictest. Of several that are equally strict, the one that is nearest to the reader."""
    said = _for_all(article, rules)
    if row := ReaderMode.objects.filter(user=user).first():
        said.append(Holding(Mode(row.mode), "reader", row.note))
    return _strictest(said)


def waiting_for(article: Article, user: User, rules: Rules, now: datetime) -> list[dict[str, str]]:
    """Why a comment waits whatever it says: rows as `Comment.held_for` has them."""
    held = [{"rule": "hours", "words": _hours(rules)}] if is_out_of_hours(rules, now) else []
    mode = holding(article, user, rules)
    if mode.mode == Mode.BEFORE:
        held.append({"rule": f"mode_{mode.whose}", "words": mode.note})
    elif mode.mode == Mode.FIRST:
        approved = Comment.objects.filter(user=user, status=Comment.Status.APPROVED).order_by()[: rules.first].count()
        if approved < rules.first:
            held.append({"rule": "first", "words": f"{approved + 1}/{rules.first}"})
    return held


def refusal(article: Article, user: User, rules: Rules, now: datetime) -> str:
    """Why this reader can write nothing here now, in words for them; empty if they can."""
    if sanction := sanction_in_force(user, now):
        return _told_of(sanction)
    return closed(article, rules, now) or _too_soon(article, user, now)


def closed(article: Article, rules: Rules, now: datetime) -> str:
    """Why nobody can write here; empty if somebody can. Withheld discussions come first: nothing of them changes."""
    discussion = _discussion(article)
    if discussion.withheld_at:
        return discussion.withheld_note or _("This discussion cannot be read at present.")
    if discussion.closes_at and discussion.closes_at <= now:
        return discussion.closed_note or _("Comments on this article are closed.")
    if article.comments_policy != Article.CommentsPolicy.OPEN or not article.is_visible:
        return _("Comments on this article are closed.")
    if _is_past(article, rules, now):
        days = rules.closes_after or 0
        return ngettext(
            "Comments close a day after an article appears.",
            "Comments close %(days)d days after an article appears.",
            days,
        ) % {"days": days}
    return ""


def for_anybody(article: Article) -> Prospects:
    """For pages that are the same for everyone: what holds whoever writes."""
    rules, now = rules_in_force.brief(), timezone.now()
    if refused := closed(article, rules, now):
        return Prospects(refused, [])
    mode = _strictest(_for_all(article, rules))
    rows = [{"rule": "hours", "words": _hours(rules)}] if is_out_of_hours(rules, now) else []
    if mode.mode == Mode.FIRST:
        rows.append({"rule": "first", "words": ""})
    elif mode.mode == Mode.BEFORE:
        rows.append({"rule": f"mode_{mode.whose}", "words": mode.note})
    return Prospects("", held.told(rows))


def reasons_for(article: Article, user: User) -> Prospects:
    """For the form. What is said in the text itself may be a further reason."""
    rules, now = rules_in_force.brief(), timezone.now()
    return Prospects(refusal(article, user, rules, now), held.told(waiting_for(article, user, rules, now)))


def sanction_in_force(user: User, now: datetime) -> Sanction | None:
    """The one that lasts longest. It takes the voice, and nothing else: they can still sign in and read."""
    silencing = Sanction.objects.filter(user=user, kind__in=[Sanction.Kind.BAN, Sanction.Kind.SUSPENSION])
    in_force = silencing.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)
    return max(in_force, key=lambda each: (each.until is None, each.until or now), default=None)


def is_out_of_hours(rules: Rules, now: datetime) -> bool:
    """By the publication's clock. They may go past midnight."""
    if rules.opens is None or rules.closes is None or rules.opens == rules.closes:
        return False
    here = timezone.localtime(now, timezone.get_default_timezone()).time()
    if rules.opens < rules.closes:
        return not rules.opens <= here < rules.closes
    return rules.closes <= here < rules.opens


def cool_down(article_id: int, now: datetime) -> Decision | None:
    """Slows a discussion down once much of it is held or reported. To be called while it is locked."""
    rules, discussion = rules_in_force.brief(), Discussion.objects.get(pk=article_id)
    if not rules.heat or (discussion.slow_until and discussion.slow_until > now):
        return None
    since = now - HEAT_WITHIN
    heat = rates.recent(since).filter(article=article_id, is_suspect=True).count()
    heat += Report.objects.filter(comment__article=article_id, at__gt=since).count()
    if heat < rules.heat:
        return None
    before = {"slow_seconds": discussion.slow_seconds, "slow_until": _written(discussion.slow_until)}
    discussion.slow_seconds, discussion.slow_until = rules.slow_seconds, now + timedelta(minutes=rules.slow_minutes)
    discussion.save(update_fields=["slow_seconds", "slow_until"])
    return Decision.objects.create(
        at=now,
        verb=Decision.Verb.SLOW,
        article_id=article_id,
        before=before,
        after={"slow_seconds": discussion.slow_seconds, "slow_until": _written(discussion.slow_until)},
        rule="heat",
        rules_version=rules.pk,
        bulk=uuid4(),
    )


def _for_all(article: Article, rules: Rules) -> list[Holding]:
    discussion = _discussion(article)
    said = [Holding(Mode(rules.mode), "site", ""), *_of_categories(article)]
    return [*said, Holding(Mode(discussion.mode), "article", discussion.mode_note)] if discussion.mode else said


def _strictest(said: list[Holding]) -> Holding:
    return max(enumerate(said), key=lambda each: (STRICTER.index(each[1].mode), each[0]))[1]


def _of_categories(article: Article) -> list[Holding]:
    """From the outermost to the article's own."""
    modes = {row.category_id: row for row in CategoryMode.objects.all()}
    if not modes or not article.category:
        return []
    rows = [modes[each.pk] for each in article.category.trail() if each.pk in modes]
    return [Holding(Mode(row.mode), "category", row.note) for row in rows]


def _discussion(article: Article) -> Discussion:
    """As it was when the article was read, or when it was first asked for."""
    return getattr(article, "discussion", None) or Discussion(mode="", mode_note="", closed_note="", withheld_note="")


def _is_past(article: Article, rules: Rules, now: datetime) -> bool:
    if rules.closes_after is None or not article.published_at:
        return False
    return article.published_at + timedelta(days=rules.closes_after) <= now


def _too_soon(article: Article, user: User, now: datetime) -> str:
    discussion = _discussion(article)
    if not discussion.slow_seconds or not discussion.slow_until or discussion.slow_until <= now:
        return ""
    last = Comment.objects.filter(article=article, user=user).order_by("-created_at").first()
    wait = last.created_at + timedelta(seconds=discussion.slow_seconds) - now if last else timedelta(0)
    if wait <= timedelta(0):
        return ""
    seconds = -int(-wait.total_seconds() // 1)
    return ngettext(
        "This discussion is slowed down for a while. You can write again in a second.",
        "This discussion is slowed down for a while. You can write again in %(seconds)d seconds.",
        seconds,
    ) % {"seconds": seconds}


def _told_of(sanction: Sanction) -> str:
    if sanction.until is None:
        said = _("You can no longer comment here.")
    else:
        until = date_format(timezone.localtime(sanction.until), "DATETIME_FORMAT")
        said = _("You cannot comment until %(until)s.") % {"until": until}
    return f"{said} {sanction.words}".strip()


def _hours(rules: Rules) -> str:
    return f"{time_format(rules.opens or NEVER)} – {time_format(rules.closes or NEVER)}"


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
