"""Taking comments along from the desk: without addresses of guests, networks, and what is withheld."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import audit
from comments import exporting, queues
from comments.admin.answers import moderator
from comments.admin.export_form import ExportForm


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """Made while it is sent, so that a file of any length begins at once and costs no memory."""
    by = moderator(request)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context: dict[str, Any] = {
            **admin.site.each_context(request),
            "title": _("Take comments along"),
            "tabs": queues.tabs(),
            "form": form,
        }
        return render(request, "admin/comments/moderation/export.html", context)
    name = form.cleaned_data["form"]
    write, content_type = exporting.FORMS[name]
    about: dict[str, Any] = {key: str(form.cleaned_data[key] or "") for key in ("since", "until", "article")}
    audit.record("export_comments", by=by, request=request, form=name, **about)
    response = StreamingHttpResponse(write(form.wanted), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="comments-{timezone.localdate()}.{name}"'
    return response
