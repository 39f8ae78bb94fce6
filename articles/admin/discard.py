"""Leaves what readers get as the newest text of an article, and what was not published in its history."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import history, publishing, working_copies
from articles.admin import typed
from articles.models import Article


@require_POST
def discard(request: HttpRequest, article_id: int) -> HttpResponseRedirect:
    article = typed.found(request, article_id)
    if article is None:
        raise Http404
    try:
        number = _discard(request, article)
    except publishing.Refused as refused:
        messages.error(request, str(refused))
    else:
        says = _("The text is what readers have now. What was not published is revision %s in the history.")
        messages.success(request, says % number, extra_tags="kept")
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))


def _discard(request: HttpRequest, article: Article) -> int:
    """What was typed is kept first. A colleague's change that the form was not opened with is not dropped with it."""
    (opened,) = history.numbers([request.POST.get("started_from", "")])
    before = Article.objects.get(pk=article.pk)
    is_seen = opened is not None and working_copies.is_newest(before, opened)
    kept = typed.keep(request, article)
    expected = kept.number if kept and is_seen and not kept.merged else opened
    number = publishing.latest_revision(article)
    publishing.discard(article, by=request.user, expected=expected or 0)  # type: ignore[arg-type]  # staff
    return number
