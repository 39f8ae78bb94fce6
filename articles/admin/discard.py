"""Leaves what readers get as the newest text of an article, and what was not published in its history."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import publishing
from articles.admin import typed


@require_POST
def discard(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article = typed.found(request, article_id)
    if article is None:
        raise Http404
    try:
        typed.keep(request, article)
        number = publishing.latest_revision(article)
        publishing.discard(article, by=request.user)  # type: ignore[arg-type]  # staff
    except publishing.Refused as refused:
        messages.error(request, str(refused))
    else:
        says = _("The text is what readers have now. What was not published is revision %s in the history.")
        messages.success(request, says % number, extra_tags="kept")
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
