"""Deleting a draft from the page that asks first: with everything in it, and so only what somebody has looked at."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import history
from articles.models import Article
from articles.publishing import Refused, delete, latest_revision

SEEN = "_seen"


class DeletesWhatWasSeen:
    """For the admin of articles."""

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Where it refuses, whoever pressed looks at what is there now."""
        article = Article(pk=int(object_id)) if object_id.isdecimal() and len(object_id) <= 18 else None
        seen = latest_revision(article) if article else 0
        try:
            return super().delete_view(request, object_id, {**(extra_context or {}), "seen": seen})  # type: ignore[misc]  # mixed into a ModelAdmin
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Raises Refused for a form that does not say what it showed: the page that asks always does."""
        (seen,) = history.numbers([request.POST.get(SEEN, "")])
        if seen is None:
            raise Refused(_("It is not deleted: the form did not say which text you looked at. Ask for it once more."))
        delete(obj, by=request.user, expected=seen)  # type: ignore[arg-type]  # staff
