"""Pages on which many articles are changed at once: looked at, done, and undone."""

from operator import attrgetter
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import bulk, permissions, standing
from articles.forms.bulk import BulkForm, opened, sealed
from articles.models import Article, BulkAct
from articles.writing import Refused

LIST, ONE = "admin:articles_article_changelist", "admin:articles_article_bulk_one"
FOLDER = "admin/articles/bulk"
SHOWN = 200  # articles of each kind by their headlines
LISTED = 100  # acts
changes = permission_required("articles.change_article", raise_exception=True)


def ask(request: HttpRequest, articles: QuerySet[Article]) -> HttpResponse | None:
    """The first step, from the list: what to do with those that were chosen there."""
    keys = _keys(request, articles)
    if keys is None:
        return None
    form = BulkForm(initial={"keys": ",".join(map(str, keys))}, may_publish=_may_publish(request))
    return _page(request, "ask", _("Change many articles"), form=form, count=len(keys))


def look(request: HttpRequest, articles: QuerySet[Article], verb: str) -> HttpResponse | None:
    """The same where the list has said what to do. What is no longer as that showed it is left alone."""
    keys = _keys(request, articles)
    return None if keys is None else _foreseen(request, bulk.Change(verb), keys)


def _keys(request: HttpRequest, articles: QuerySet[Article]) -> list[int] | None:
    keys = list(articles.order_by("pk").values_list("pk", flat=True)[: bulk.MOST + 1])
    if len(keys) <= bulk.MOST:
        return keys
    messages.error(request, _("At most %s at once: narrow the list first. Nothing was done.") % bulk.MOST)
    return None


@require_POST
@changes
def dry_run(request: HttpRequest) -> HttpResponse:
    """Says of each article what would happen. Nothing does."""
    form = BulkForm(request.POST, may_publish=_may_publish(request))
    if not form.is_valid():
        if "keys" in form.errors:
            messages.error(request, _("Choose the articles in the list."))
            return HttpResponseRedirect(reverse(LIST))
        count = request.POST.get("keys", "").count(",") + 1
        return _page(request, "ask", _("Change many articles"), status=400, form=form, count=count)
    return _foreseen(request, form.change(), form.cleaned_data["keys"])


def _foreseen(request: HttpRequest, change: bulk.Change, keys: list[int]) -> HttpResponse:
    user = request.user
    foreseen = bulk.foresee(change, keys, user)  # type: ignore[arg-type]  # staff
    foreseen = [_as_listed(each, request.POST.get(f"{standing.FIELD}-{each.article.pk}")) for each in foreseen]
    changed = [each for each in foreseen if not each.why]
    kinds = [
        (_("Would change"), changed),
        (_("Would stay as it is"), [each for each in foreseen if each.why and not each.is_refused]),
        (_("Is refused"), [each for each in foreseen if each.is_refused]),
    ]
    shown = [(name, len(rows), rows[:SHOWN], max(0, len(rows) - SHOWN)) for name, rows in kinds]
    token = sealed(change, [(each.article.pk, each.number) for each in changed], user.pk or 0)
    live = sum(each.article.status == Article.Status.PUBLISHED for each in changed)
    # That somebody works on what others have live is not told to everybody.
    at = attrgetter("worked_on_at" if user.has_perm(permissions.OTHERS) else "modified_at")
    newest = max((each.article for each in changed), key=at, default=None)
    context: dict[str, Any] = {"kinds": shown, "token": token, "count": len(changed), "live": live, "newest": newest}
    context["newest_at"] = at(newest) if newest else None
    return _page(request, "dry_run", change.in_words(), change=change, **context)


def _as_listed(foreseen: bulk.Foreseen, listed: str | None) -> bulk.Foreseen:
    """Whoever chose it in a list has seen it as that was."""
    if foreseen.why or listed is None or listed == standing.as_shown(foreseen.article):
        return foreseen
    return foreseen._replace(why=standing.since(foreseen.article), is_refused=True)


@require_POST
@changes
def carry_out(request: HttpRequest) -> HttpResponse:
    try:
        change, plan, act_id = opened(request.POST.get("token", ""), request.user.pk or 0)
    except signing.BadSignature:
        messages.error(request, _("That was too long ago. Nothing was done: choose them again."))
        return HttpResponseRedirect(reverse(LIST))
    before = BulkAct.objects.filter(pk=act_id, created_by=request.user.pk).first() if act_id else None
    act, rest = bulk.carry_out(change, plan, request.user, before)  # type: ignore[arg-type]  # staff
    if rest:
        token = sealed(change, rest, request.user.pk or 0, act.pk)
        return _page(request, "go_on", change.in_words(), token=token, count=len(rest), done=len(act.done))
    messages.success(request, _("%(words)s: %(count)s changed.") % {"words": change.in_words(), "count": len(act.done)})
    return HttpResponseRedirect(reverse(ONE, args=[act.pk]))


@require_safe
@changes
def listed(request: HttpRequest) -> HttpResponse:
    acts = [(act, bulk.act_in_words(act), len(act.done), len(act.refused)) for act in _theirs(request)[:LISTED]]
    return _page(request, "list", _("Changes of many"), acts=acts)


@require_safe
@changes
def one(request: HttpRequest, act_id: int) -> HttpResponse:
    act = get_object_or_404(_theirs(request), pk=act_id)
    seen = permissions.seen(request.user).in_bulk([each["article"] for each in [*act.done, *act.refused]])
    rows = [(each, seen.get(each["article"])) for each in act.done[:SHOWN]]
    left = [(each.get("why") or each["back"], seen.get(each["article"])) for each in _left(act)]
    is_open = bulk.Change(act.verb).can_be_undone and any("back" not in each for each in act.done)
    return _page(request, "one", bulk.act_in_words(act), act=act, rows=rows, left=left, is_open=is_open)


@require_POST
@changes
def undo(request: HttpRequest, act_id: int) -> HttpResponse:
    act = get_object_or_404(_theirs(request), pk=act_id)
    try:
        is_done = bulk.undo(act, request.user)  # type: ignore[arg-type]  # staff
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        back = sum(each.get("back") == "" for each in act.done)
        messages.success(request, _("%s are as they were.") % back)
        if not is_done:
            messages.warning(request, _("There was no time for the others yet: go on."))
    return HttpResponseRedirect(reverse(ONE, args=[act.pk]))


def _left(act: BulkAct) -> list[dict[str, Any]]:
    return [*act.refused, *(each for each in act.done if each.get("back"))][:SHOWN]


def _theirs(request: HttpRequest) -> QuerySet[BulkAct]:
    """One's own; of everybody for those who may work on what is others'."""
    acts = BulkAct.objects.select_related("created_by", "undone_by")
    return acts if request.user.has_perm(permissions.OTHERS) else acts.filter(created_by=request.user.pk)


def _may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.publish_article")


def _page(request: HttpRequest, name: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    whole = {**admin.site.each_context(request), "title": title, "opts": Article._meta, **context}
    return render(request, f"{FOLDER}/{name}.html", whole, status=status)
