"""What `preflight` says of a text while it is written, and what the button beside it would do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from articles import body, counting, preflight, revisions
from articles.admin import status, typed
from articles.admin.status import Button
from articles.models import Article
from articles.models.article import WORDS_PER_MINUTE
from articles.preflight.finding import Finding
from articles.revisions import Content

SHOWN = "admin/articles/article/_findings.html"
ROWS = {"bylines": "bylines-group", "remarks": "remarks"}  # what is no field has a place on the page


def measures(article: Article | None) -> dict[str, Any]:
    """How long the text is, for those whose browser does not count along."""
    counts = counting.counts(article.body if article else "")
    return {"counts": counts, "per_minute": WORDS_PER_MINUTE, "long_sentence": counting.LONG_SENTENCE}


def panel(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Of the text that is in the form when it is opened; what a verb refused a moment ago it has looked at itself."""
    refused: Sequence[Finding] | None = getattr(request, "findings", None)
    opened = article.opened if article else None
    address = [article.pk] if article else []
    here = reverse("admin:articles_article_check" if article else "admin:articles_new_check", args=address)
    measured = measures(article)
    if refused is None and opened is None:
        return {"check": {"address": here, "has_findings": False}, **measured}
    row = opened.row if opened else None
    at = row.published_at if row and row.is_scheduled else None
    findings = refused
    if findings is None and opened:
        findings = preflight.check(opened.row, opened.content, by=request.user, at=_appears(row, at))  # type: ignore[arg-type]  # staff
    return {"check": {"address": here, "has_findings": True, **_context(request, row, findings or [], at)}, **measured}


@cache_control(private=True, no_store=True)
@require_POST
def check(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """The same of what is typed, as a part of the page. Saves nothing."""
    article = typed.found(request, article_id)
    row = article.opened.row if article and article.opened else None
    form = typed.Typed(request, article)
    content = _content(form, article)
    asked_for = form.form.cleaned_data.get("appear_at")
    at = _appears(row, asked_for)
    is_new_time = asked_for is not None and not (row and row.published_at == asked_for)
    findings = preflight.check(
        row or Article(),
        content,
        by=request.user,  # type: ignore[arg-type]  # staff
        at=at,
        asked_for=asked_for if is_new_time else None,
    )
    return render(request, SHOWN, {"check": _context(request, row, findings, asked_for)})


def _content(form: typed.Typed, article: Article | None) -> Content:
    """What is not right in the form stays as it was, as it would if it were saved now."""
    opened, rows, shown = article.opened if article else None, form.rows, form.form.instance
    shown.body = body.clean(shown.body)
    named = rows.bylines if rows.bylines is not None else opened.credits if opened else []
    return revisions.snapshot(shown, named, form.form.cleaned_data.get("tags") or [])


def _appears(row: Article | None, asked_for: datetime | None) -> datetime | None:
    return row.published_at if row and row.is_visible else asked_for


def _context(
    request: HttpRequest, row: Article | None, findings: Sequence[Finding], at: datetime | None
) -> dict[str, Any]:
    blocking = [finding for finding in findings if finding.is_blocking]
    button, words = _outcome(row, request, at)
    shown = [(finding, ROWS.get(finding.field, f"id_{finding.field}")) for finding in findings]
    return {
        "findings": shown,
        "blocking": len(blocking),
        "advising": len(findings) - len(blocking),
        "may_override": bool(blocking) and not any(finding.is_final for finding in blocking),
        "button": button,
        "words": words,
    }


def _outcome(row: Article | None, request: HttpRequest, at: datetime | None) -> tuple[Button | None, str]:
    """The button for what is next, and what readers will notice of it."""
    user, is_later = request.user, at is not None and at > timezone.now()
    is_new_time = is_later and not (row and row.published_at == at)
    if is_new_time and status.may_schedule(row, user):
        return Button("schedule", _("Schedule")), _("Appears %s.") % status.clock(at)  # type: ignore[arg-type]  # is_later
    button = next((each for each in status.buttons(row, user) if each.is_primary), None)
    if button is None:
        return None, _("There is nothing to publish here.")
    return button, _words(row, button.verb)


def _words(row: Article | None, verb: str) -> str:
    if verb == "submit":
        return _("Goes to the editors for review.")
    if verb == "publish" and row and row.kept_date:
        return _("Goes live now, under its date of %s.") % status.clock(row.kept_date)
    if verb == "update" and row and row.is_scheduled and row.live_at:
        return _("Replaces what will appear %s.") % status.clock(row.live_at)
    if verb == "update":
        return _("Replaces what readers see.") if row and row.is_visible else _("Replaces what readers saw.")
    return _("Goes live now.")
