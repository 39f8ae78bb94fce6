"""An article's own page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import changes, corrections, related
from articles.models import Article


@require_safe
def article(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    found = Article.objects.visible().for_page().filter(slug=slug).first()
    if not found:
        return taken_down(request, slug)
    if found.category.slug != category:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    corrections.tell(found)
    changes.tell(found)
    around = related.neighbours(found)
    more = related.related(found, without=around)
    context = {
        "article": found,
        "tags": [item.tag for item in found.tagged_items.all()],
        "related": more,
        "neighbours": around,
        "latest": related.latest(without=filter(None, [found, *more, *around])),
    }
    return render(request, "articles/article.html", context)


@require_safe
def what_changed(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    """Found only where something is told: an address that says nothing says also that there was something."""
    found = get_object_or_404(Article.objects.visible().select_related("category__parent__parent"), slug=slug)
    told = changes.told(found)
    if not told:
        raise Http404
    if found.category.slug != category:
        return HttpResponsePermanentRedirect(reverse("articles:changes", args=[found.category.slug, slug]))
    return render(request, "articles/changes.html", {"article": found, "changes": told})


def taken_down(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.taken_down(), slug=slug)
    if not found.takedown_reason:
        raise Http404
    return render(request, "410.html", {"article": found, "latest": related.latest()}, status=410)
