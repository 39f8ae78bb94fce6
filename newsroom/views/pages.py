"""Standing pages, which share the first place of an address with categories."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.views import lists
from newsroom.models import Page


@require_safe
def category_or_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The category wins."""
    try:
        return lists.category(request, slug)
    except Http404:
        page = get_object_or_404(Page.objects.visible(), slug=slug)
    return render(request, "newsroom/page.html", {"page": page})
