"""One act on many articles: looked at first, done as far as nothing changed meanwhile, and undone exactly.

What is live is changed for readers, too: that is what somebody wants who moves a hundred articles to another category.
Where unpublished changes wait beside it, both texts are changed, each by itself: readers get the category or the tag
and nothing of what somebody else has not finished, and whoever publishes that later does not take the change back.
"""

import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import permissions, publishing, revisions, workflow, working_copies
from articles.addresses import path_of
from articles.foreseeing import MOVES, NOT_ALLOWED, Change, Foreseen, foresee, same, why_not
from articles.models import Article, BulkAct, Category, FormerAddress
from articles.writing import AUTOSAVE, Refused, allowed, latest_revision, point, record, write

__all__ = ["Change", "Foreseen", "carry_out", "foresee", "undo"]

MOST = 2000  # articles
CHUNK = 20  # articles of one transaction, in which is also written down what was done
SECONDS = 10  # of one request: the rest is for the next
MOVED: dict[str, Callable[..., Article]] = {"publish": publishing.publish, "submit": workflow.submit}
Status = Article.Status
Plan = Sequence[tuple[int, int]]
Step = TypeVar("Step")


def carry_out(change: Change, plan: Plan, by: User, act: BulkAct | None = None) -> tuple[BulkAct, Plan]:
    """Also returns what there was no time for.

    `plan`: keys, and the numbers of their last revisions as they were looked at. What has another by now is left alone.
    """
    act = act or BulkAct.objects.create(verb=change.verb, given={"value": change.given}, created_by=by)

    def do(article: Article, step: tuple[int, int]) -> None:
        act.done.append(_do(change, article, step[1], by))

    def leave(step: tuple[int, int], why: str) -> None:
        act.refused.append({"article": step[0], "why": why})

    def still_open(steps: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        settled = {entry["article"] for entry in [*act.done, *act.refused]}
        return [step for step in steps if step[0] not in settled]

    return act, _in_chunks(act, sorted(plan), still_open, lambda step: step[0], do, leave)


def undo(act: BulkAct, by: User) -> bool:
    """Puts back what nobody changed since; the others keep in `back` why not. False if there was no time for all."""

    taken_back = _taken_back_since(act) if act.verb == "unpublish" else {}

    def put_back(article: Article, place: int) -> None:
        entry, newest = act.done[place], latest_revision(article)
        _put_back(act, article, entry, by, taken_back.get(article.pk, set()))
        entry.update(back="", back_made=_made_since(article, newest))

    def leave(place: int, why: str) -> None:
        act.done[place]["back"] = why

    def still_open(places: Sequence[int]) -> Sequence[int]:
        return [place for place in places if "back" not in act.done[place]]

    if not Change(act.verb).can_be_undone:
        raise Refused(_("That cannot be undone: readers had it, or colleagues were told."))
    waiting = still_open(range(len(act.done)))
    if not waiting:
        raise Refused(_("It was undone already."))
    if _in_chunks(act, waiting, still_open, lambda place: act.done[place]["article"], put_back, leave):
        return False
    BulkAct.objects.filter(pk=act.pk, undone_at=None).update(undone_at=timezone.now(), undone_by=by)
    act.refresh_from_db(fields=["undone_at", "undone_by"])
    return True


def _in_chunks(act: BulkAct, steps: Sequence[Step], still_open: Any, key: Any, do: Any, leave: Any) -> list[Step]:
    """Short transactions, each with what was done in it. Returns the steps that were left when the time was over.

    A button that was pressed twice does this twice at once: each takes up what the other has written down, and goes on
    with what is `still_open` after that.
    """
    started = time.monotonic()
    for first in range(0, len(steps), CHUNK):
        if time.monotonic() - started > SECONDS:
            return list(steps[first:])
        with audit.at_the_end():
            now = BulkAct.objects.select_for_update().get(pk=act.pk)
            act.done, act.refused = now.done, now.refused
            chunk = still_open(steps[first : first + CHUNK])
            found = {each.pk: each for each in _locked([key(step) for step in chunk])}
            for step in chunk:
                _attempt(step, found.get(key(step)), do, leave)
            act.save(update_fields=["done", "refused"])
    return []


def _locked(keys: Collection[int]) -> list[Article]:
    """As `writing.locked` does it. All before the first is changed, in an order that everybody keeps."""
    found = list(Article.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    prefetch_related_objects(found, "category", "working_copy")
    return found


def _attempt(step: Step, article: Article | None, do: Any, leave: Any) -> None:
    """Each by itself: one that refuses takes nothing of the others along."""
    if article is None:
        return leave(step, _("It was deleted meanwhile."))
    try:
        with audit.at_the_end():
            do(article, step)
    except Refused as refused:
        leave(step, str(refused))
    except PermissionDenied:
        leave(step, str(NOT_ALLOWED))


def _do(change: Change, article: Article, number: int, by: User) -> dict[str, Any]:
    if latest_revision(article) != number:
        raise Refused(_("It was changed meanwhile."))
    if change.verb not in MOVES and (why := why_not(change, article, by, permissions.may_work_on(by, article))):
        raise Refused(why)
    done: dict[str, Any] = {"article": article.pk}
    if change.verb in MOVES:
        MOVED[change.verb](article, by=by)
    elif change.verb == "unpublish":
        done["before"] = {"status": article.status, "published_at": _written(article.published_at)}
        publishing.unpublish(article, by=by, note=change.in_words())
    else:
        row, copy = revisions.of_row(article)[change.field], _pending(article, change)
        done["live"] = [row, change.applied(row)]
        done["copy"] = copy and [copy[0], change.applied(copy[0])]
        if all(same(change, *pair) for pair in (done["live"], done["copy"]) if pair):
            raise Refused(_("It is so already."))
        _say(article, change, done["live"][1], done["copy"] and done["copy"][1:], by, change.in_words())
    return {**done, "revision": latest_revision(article), "made": _made_since(article, number)}


def _made_since(article: Article, number: int) -> list[int]:
    return list(range(number + 1, latest_revision(article) + 1))


def _taken_back_since(act: BulkAct) -> dict[int, set[int]]:
    """By article, the revisions that later acts made and that those made who undid them: together they are nothing."""
    found: dict[int, set[int]] = {}
    for done in BulkAct.objects.filter(pk__gt=act.pk, undone_at__isnull=False).values_list("done", flat=True):
        for entry in done:
            if entry.get("back") == "":
                found.setdefault(entry["article"], set()).update(entry.get("made", ()), entry.get("back_made", ()))
    return found


def _put_back(act: BulkAct, article: Article, entry: dict[str, Any], by: User, taken_back: set[int]) -> None:
    change, note = Change(act.verb, act.given.get("value", "")), _("Undone: %s") % act_in_words(act)
    if change.verb == "unpublish":
        _publish_again(act, article, entry, by, taken_back)
        return
    if why := why_not(change, article, by, permissions.may_work_on(by, article)):
        raise Refused(why)
    row, copy = revisions.of_row(article)[change.field], _pending(article, change)
    live, beside = entry["live"], entry["copy"] or entry["live"]
    is_untouched = same(change, row, live[1]) and (copy is None or same(change, copy[0], beside[1]))
    if not is_untouched or (copy is None and beside != live):
        raise Refused(_("Somebody changed that since."))
    if change.verb == "category" and not Category.objects.filter(pk=live[0]).exists():
        raise Refused(_("The category it was in was deleted."))
    _say(article, change, live[0], copy and beside[:1], by, note)


def _publish_again(act: BulkAct, article: Article, entry: dict[str, Any], by: User, taken_back: set[int]) -> None:
    """As it was, its date included. Not with another text, nor where anybody decided anything about it since."""
    if not (allowed(by, "publish") and permissions.may_see(by, article)):
        raise PermissionDenied
    then = working_copies.at(article, entry["revision"]) or {}
    since = article.revisions.filter(number__gt=entry["revision"]).exclude(verb=AUTOSAVE)
    is_untouched = set(since.values_list("number", flat=True)) <= taken_back
    if article.status != Status.DRAFT or not is_untouched or revisions.differing(then, revisions.of_row(article)):
        raise Refused(_("Somebody changed it since."))
    before, now = entry["before"], timezone.now()
    article.status, article.modified_at = before["status"], now
    article.worked_on_at = now
    article.published_at = datetime.fromisoformat(before["published_at"])
    if article.live_at and act.created_at < article.live_at <= now:
        raise Refused(_("The time it was scheduled for is over: publish it by itself, or schedule it again."))
    article.save(update_fields=["status", "published_at", "modified_at", "worked_on_at"])
    record(article, "publish", by, _("Undone: %s") % act_in_words(act))


def _pending(article: Article, change: Change) -> list[Any] | None:
    """What the unpublished changes say, if there are any."""
    return [article.working_copy.content.get(change.field)] if article.working_copy else None


def _say(article: Article, change: Change, live: Any, copy: list[Any] | None, by: User, note: str) -> None:
    """Each of the two texts says that from now on, and nothing else of them changes."""
    head, since, name = working_copies.head(article), revisions.of_row(article), change.field
    if not same(change, since[name], live):
        path = path_of(article)
        write(article, {**since, name: live})
        if path_of(article) != path:
            FormerAddress.objects.filter(path=path_of(article)).delete()  # in use again
        verb = "update" if article.status == Status.PUBLISHED else "save"
        record(article, verb, by, note, base=head.number, since=since)
    if copy is not None and not same(change, head.content.get(name), copy[0]):
        said = {**head.content, name: copy[0]}
        point(article, record(article, "save", by, note, content=said, base=head.number, since=head.content))


def act_in_words(act: BulkAct) -> str:
    return Change(act.verb, act.given.get("value", "")).in_words()


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
