"""What readers keep and follow, and what people wrote for the publication, when two accounts become one.

Nothing is lost for want of room: the limits of saving and following count again for what comes after.
"""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.merging import Merging, Mover
from articles.models import (
    Article,
    Author,
    BulkAct,
    Correction,
    Follow,
    Presence,
    PreviewLink,
    Remark,
    Revision,
    SavedArticle,
    SavedFilter,
)
from articles.models.follow import KINDS


def saved(merging: Merging) -> None:
    """Each once."""
    there = SavedArticle.objects.of(merging.into).values("article")
    SavedArticle.objects.of(merging.away).exclude(article__in=there).update(user=merging.into)


def saved_in_words(merging: Merging) -> list[str | Promise]:
    count = SavedArticle.objects.of(merging.away).count()
    return [ngettext("%(count)s saved story", "%(count)s saved stories", count) % {"count": count}] if count else []


def followed(merging: Merging) -> None:
    for kind in KINDS:
        has_one = {f"{kind}__isnull": False}
        there = Follow.objects.of(merging.into).filter(**has_one).values(kind)
        moving = Follow.objects.of(merging.away).filter(**has_one).exclude(**{f"{kind}__in": there})
        moving.update(user=merging.into)


def followed_in_words(merging: Merging) -> list[str | Promise]:
    names = ", ".join(str(follow.followed) for follow in Follow.objects.of(merging.away).with_followed()[:5])
    count = Follow.objects.of(merging.away).count()
    said = ngettext("%(count)s thing you follow (%(names)s)", "%(count)s things you follow (%(names)s)", count)
    return [said % {"count": count, "names": names + (" …" if count > 5 else "")}] if count else []


def bylines(merging: Merging) -> None:
    """An account is one author's. Where both are somebody's, the page of the other stays, of nobody's account."""
    if not Author.objects.filter(user=merging.into).exists():
        Author.objects.filter(user=merging.away).update(user=merging.into)


def bylines_in_words(merging: Merging) -> list[str | Promise]:
    author = Author.objects.filter(user=merging.away).first()
    if not author:
        return []
    if Author.objects.filter(user=merging.into).exists():
        return [_("nothing of the bylines of %(name)s: they stay as they are printed") % {"name": author.name}]
    return [_("the author page of %(name)s") % {"name": author.name}]


WORK = {
    Article: ("created_by", "assigned_to"),
    Revision: ("created_by",),
    Remark: ("created_by", "settled_by"),
    PreviewLink: ("created_by",),
    Correction: ("created_by", "withdrawn_by"),
    BulkAct: ("created_by", "undone_by"),
}


def work(merging: Merging) -> None:
    for model, fields in WORK.items():
        for field in fields:
            model._default_manager.filter(**{field: merging.away}).update(**{field: merging.into})


def at_the_desk(merging: Merging) -> None:
    """Who has what open is over within a minute; a filter of the same name is the one of the account that stays."""
    Presence.objects.filter(Q(user=merging.away) | Q(taken_over_by=merging.away)).delete()
    names = SavedFilter.objects.filter(user=merging.into).values("name")
    SavedFilter.objects.filter(user=merging.away).exclude(name__in=names).update(user=merging.into)


MOVERS = [
    Mover(("articles.SavedArticle.user",), saved, saved_in_words),
    Mover(("articles.Follow.user",), followed, followed_in_words),
    Mover(("articles.Author.user",), bylines, bylines_in_words),
    Mover(tuple(f"articles.{model.__name__}.{field}" for model, fields in WORK.items() for field in fields), work),
    Mover(
        ("articles.Presence.user", "articles.Presence.taken_over_by", "articles.SavedFilter.user"),
        at_the_desk,
    ),
]
