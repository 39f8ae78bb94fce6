"""What was decided, newest first, and a button to take each back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from comments import queues
from comments.admin.answers import moderator
from comments.forms import numbers
from comments.models import Decision, Reason

SHOWN = 50
FILTERS = {"comment": "comment_id", "reader": "user_id", "by": "by_id", "before": "pk__lt"}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    by = moderator(request)
    wanted = {FILTERS[name]: number for name in FILTERS for number in numbers([request.GET.get(name, "")])}
    found = list(Decision.objects.filter(**wanted).select_related("undone_by")[: SHOWN + 1])
    shown = found[:SHOWN]
    people = {row.pk: row.public_name for row in User.objects.filter(pk__in={each.by_id for each in shown})}
    reasons = {row.pk: row.name for row in Reason.objects.filter(pk__in={each.reason_id for each in shown})}
    rest = request.GET.copy()
    rest["before"] = str(shown[-1].pk) if shown else ""
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("What was decided"),
        "tabs": queues.tabs(by),
        "rows": [(each, people.get(each.by_id or 0, ""), reasons.get(each.reason_id or 0, "")) for each in shown],
        "older": rest.urlencode() if len(found) > SHOWN else "",
    }
    return render(request, "admin/comments/moderation/log.html", context)
