"""The front page and standing pages, whose addresses they share with something else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.views import home, lists
from newsroom.models import Page
from newsroom.wordpress.addresses import is_plain_permalink


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Old plain permalinks (/?p=12) come here too; one that leads nowhere is not found, as on the old site."""
    if is_plain_permalink(request.GET):
        raise Http404
    return home.home(request)


@require_safe
def category_or_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The category wins."""
    try:
        return lists.category(request, slug)
    except Http404:
        page = get_object_or_404(Page.objects.visible(), slug=slug)
    return render(request, "newsroom/page.html", {"page": page})
