"""What readers wrote, when two accounts become one: all of it is the kept account's."""

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.merging import Merging, Mover
from comments import modes
from comments.models import (
    Appeal,
    ArticleError,
    Comment,
    Ignored,
    MailChoice,
    Mode,
    MutedThread,
    Note,
    Notice,
    ReaderMode,
    Recommendation,
    Report,
    Sanction,
)


def move(merging: Merging) -> None:
    _theirs(merging).update(user=merging.into, guest_name="", guest_email="", guest_url="")


def words(merging: Merging) -> list[str | Promise]:
    count = _theirs(merging).count()
    said = ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}
    return [said] if count else []


def _theirs(merging: Merging) -> QuerySet[Comment]:
    """Also of guests, as when an account is erased: whoever proved to have the address wrote under it."""
    theirs = Q(user=merging.away)
    for address in merging.addresses:
        theirs |= Q(user=None, guest_email__iexact=address)
    return Comment.objects.filter(theirs)


# What one person has once for each: the model, and of what.
ONCE = [(Recommendation, "comment"), (Report, "comment"), (Notice, "comment"), (MutedThread, "thread")]


def each_once(merging: Merging) -> None:
    for model, of in ONCE:
        theirs = model._default_manager.filter(user=merging.away)
        there = model._default_manager.filter(user=merging.into).values(of)
        theirs.exclude(**{f"{of}__in": there}).update(user=merging.into)


def ignored(merging: Merging) -> None:
    """Both ways, each once, and nobody themselves."""
    Ignored.objects.filter(user__in=(merging.away, merging.into), ignored__in=(merging.away, merging.into)).delete()
    for mine, other in (("user", "ignored"), ("ignored", "user")):
        there = Ignored.objects.filter(**{mine: merging.into}).values(other)
        moving = Ignored.objects.filter(**{mine: merging.away}).exclude(**{f"{other}__in": there})
        moving.update(**{mine: merging.into})


def mail_choice(merging: Merging) -> None:
    """What was chosen in the account that stays; else in the other."""
    if not MailChoice.objects.filter(user=merging.into).exists():
        MailChoice.objects.filter(user=merging.away).update(user=merging.into)


def record(merging: Merging) -> None:
    """What moderators noted and decided stays with the person: two accounts are no way around a ban."""
    for model in (Sanction, Appeal, Note, ArticleError):
        model._default_manager.filter(user=merging.away).update(user=merging.into)
    _keep_stricter(merging)


def _keep_stricter(merging: Merging) -> None:
    """Of two that are equally strict, that of the account that stays."""
    given = {row.user_id: row for row in ReaderMode.objects.filter(user__in=(merging.away, merging.into))}
    mine, theirs = given.get(merging.into.pk), given.get(merging.away.pk)
    if theirs and mine:
        looser = mine if _strictness(theirs) > _strictness(mine) else theirs
        looser.delete()
    ReaderMode.objects.filter(user=merging.away).update(user=merging.into)


def _strictness(row: ReaderMode) -> int:
    return modes.STRICTER.index(Mode(row.mode))


MOVERS = [
    Mover(("comments.Comment.user",), move, words),
    Mover(tuple(f"{model._meta.label}.user" for model, _of in ONCE), each_once),
    Mover(("comments.Ignored.user", "comments.Ignored.ignored"), ignored),
    Mover(("comments.MailChoice.user",), mail_choice),
    Mover(
        (*(f"comments.{name}.user" for name in ("Sanction", "Appeal", "Note", "ArticleError", "ReaderMode")),), record
    ),
]
STAFF = "Only people of the desk are there, and none of them can be merged away."
STAYS = dict.fromkeys(
    [
        "comments.Comment.claimed_by",
        "comments.Discussion.withheld_by",
        "comments.Rules.made_by",
        "comments.Note.by",
        "comments.SecondReview.by",
        "comments.Sanction.by",
        "comments.Appeal.against",
        "comments.Appeal.decided_by",
        "comments.ArticleError.handled_by",
    ],
    STAFF,
)
