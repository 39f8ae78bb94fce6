"""The small window in which writers find or upload a picture for a text."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.admin.paginator import CappedPaginator
from articles import library
from articles.admin.lookup import WRITING
from articles.forms.picture import QuickPictureForm
from articles.models import Picture
from articles.permissions import Person

PER_PAGE = 24


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """`CKEditorFuncNum` is the number of the callback in the window that opened this one."""
    if not any(request.user.has_perm(permission) for permission in WRITING):
        raise PermissionDenied
    may_upload = request.user.has_perm("articles.add_picture")
    form = QuickPictureForm(request.POST or None, request.FILES or None) if may_upload else None
    fresh = None
    if request.method == "POST":
        if not form:
            raise PermissionDenied
        fresh = form.store() if form.is_valid() else None
    words = request.GET.get("q", "").strip()
    page = CappedPaginator(_found(words, request.user), PER_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Choose a picture"),
        "is_popup": True,
        "form": QuickPictureForm() if fresh else form,
        "fresh": fresh,
        "pictures": page,
        "words": words,
        "callback": request.GET.get("CKEditorFuncNum", ""),
    }
    return TemplateResponse(request, "admin/articles/picture/choose.html", context)


def _found(words: str, by: Person) -> QuerySet[Picture]:
    found = library.pictures(by).exclude(original="")
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
        )
    return found
