"""What readers wrote, when two accounts become one: all of it is the kept account's."""

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.merging import Merging, Mover
from comments.models import Comment


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


MOVERS = [Mover(("comments.Comment.user",), move, words)]
