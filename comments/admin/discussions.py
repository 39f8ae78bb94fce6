"""Whole discussions at the moderators' desk: one with all that is decided about it, and those that differ."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from articles import permissions
from articles.admin.status import clock
from articles.models import Article
from articles.models.article import ArticleQuerySet
from comments import discussions, modes, queues, steering
from comments.admin import discussion_forms
from comments.admin.answers import back, moderator
from comments.admin.discussion_forms import AboutDiscussion
from comments.forms import numbers
from comments.models import Comment, Decision, Discussion

SHOWN, DECISIONS = 50, 20
CLOCKS = ["closes_at", "slow_until", "withheld_at"]


@require_safe
def differing(request: HttpRequest) -> HttpResponse:
    """From the newest article on."""
    by = moderator(request)
    there = discussions.differing(timezone.now()).filter(article__in=_articles(by))
    found = there.select_related("article__category").defer("article__body")
    before = numbers([request.GET.get("before", "")])
    shown = list((found.filter(pk__lt=before[0]) if before else found).order_by("-pk")[: SHOWN + 1])
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Discussions"),
        "tabs": queues.tabs(by),
        "discussions": [(each, _states(each, timezone.now())) for each in shown[:SHOWN]],
        "older": shown[SHOWN - 1].pk if len(shown) > SHOWN else 0,
    }
    return render(request, "admin/comments/moderation/discussions.html", context)


@require_safe
def discussion(request: HttpRequest, article_id: int) -> HttpResponse:
    by = moderator(request)
    return _page(request, by, _article(article_id, by))


@require_POST
def act(request: HttpRequest, article_id: int, name: str) -> HttpResponse:
    """What could not be done is shown with what was typed, and with how the discussion is now."""
    by = moderator(request)
    article = _article(article_id, by)
    form = discussion_forms.form_of(name, discussions.of(article), request.POST)
    if not form.is_valid():
        return _page(request, by, article, {name: form}, status=422)
    try:
        made = form.carry_out(article.pk, by=by)
    except steering.Refused as refused:
        sent = request.POST.copy()
        sent["seen"] = str(discussion_forms.form_of(name, discussions.of(article)).initial["seen"])
        form = discussion_forms.form_of(name, discussions.of(article), sent)
        form.add_error(
            None, f"{refused} {_last(article)}".strip() if isinstance(refused, steering.Stale) else str(refused)
        )
        return _page(request, by, article, {name: form}, status=409)
    said = _("Done: %(what)s.") % {"what": made.get_verb_display()} if made else _("Nothing had to be changed.")
    return back(request, said, "discussion", article.pk, level=messages.SUCCESS if made else messages.WARNING)


def _articles(by: User) -> ArticleQuerySet:
    """Also those that readers do not see: where there are comments, and where somebody sees the article anyway."""
    if not permissions.sees_unpublished(by):
        return Article.objects.visible()
    discussed = Comment.objects.order_by().filter(article=OuterRef("pk"))
    return Article.objects.filter(Q(pk__in=permissions.seen(by).values("pk")) | Exists(discussed))


def _article(number: int, by: User) -> Article:
    found = _articles(by).select_related("category", "discussion__withheld_by").defer("body", "notes")
    return get_object_or_404(found, pk=number)


def _page(
    request: HttpRequest, by: User, article: Article, forms: dict[str, AboutDiscussion] | None = None, status: int = 200
) -> HttpResponse:
    found, now = discussions.of(article), timezone.now()
    article.discussion = found
    decided = list(_decisions(article)[:DECISIONS])
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Discussion of “%(headline)s”") % {"headline": article.headline},
        "tabs": queues.tabs(by),
        "article": article,
        "discussion": found,
        "told": modes.for_anybody(article),
        "is_slow": bool(found.slow_until and found.slow_until > now),
        "is_closed": bool(found.closes_at and found.closes_at <= now),
        "clocks": {name: clock(at) for name in CLOCKS if (at := getattr(found, name))},
        "by_heat": _by_heat(found, decided),
        "waiting": queues.counted(Comment.objects.filter(article=article, status=Comment.Status.PENDING)),
        "forms": {**discussion_forms.of(found), **(forms or {})},
        "problems": [problem for form in (forms or {}).values() for problem in form.non_field_errors()],
        "rows": [(each, people.get(each.by_id or 0, ""), "") for people in [_people(decided)] for each in decided],
    }
    return render(request, "admin/comments/moderation/discussion.html", context, status=status)


def _states(found: Discussion, now: datetime) -> list[str]:
    """In what it differs."""
    said = [_("Withheld since %s") % clock(found.withheld_at)] if found.withheld_at else []
    if found.closes_at:
        words = _("Closed since %s") if found.closes_at <= now else _("Closes %s")
        said.append(words % clock(found.closes_at))
    if found.slow_until and found.slow_until > now:
        words = _("Slowed down until %(until)s, %(seconds)d seconds")
        said.append(words % {"until": clock(found.slow_until), "seconds": found.slow_seconds})
    return [*said, str(found.get_mode_display())] if found.mode else said


def _decisions(article: Article) -> Any:
    return Decision.objects.filter(article_id=article.pk, comment_id=None).select_related("undone_by")


def _people(decided: list[Decision]) -> dict[int, str]:
    return {row.pk: row.public_name for row in User.objects.filter(pk__in={each.by_id for each in decided})}


def _by_heat(found: Discussion, decided: list[Decision]) -> Decision | None:
    """What slowed it down, if nobody did."""
    columns = discussions.values(found, steering.SLOW)
    slowed = next((each for each in decided if each.after.keys() == columns.keys()), None)
    return slowed if slowed and slowed.rule == "heat" and slowed.after == columns else None


def _last(article: Article) -> str:
    """Who was faster, and what they did."""
    last = _decisions(article).first()
    if not last:
        return ""
    who = _people([last]).get(last.by_id or 0) or _("a rule")
    return _("Last: %(what)s, by %(who)s.") % {"what": last.get_verb_display(), "who": who}
