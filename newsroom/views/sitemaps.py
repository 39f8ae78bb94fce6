"""The index of the sitemap, and the standing pages in it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import corrections, sitemap_xml, sitemaps
from articles.sitemap_xml import Entry
from articles.views.sitemaps import send
from newsroom.models import Page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return send(sitemap_xml.index([Entry(reverse("sitemap_pages")), *sitemaps.files()]))


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    visible = Page.objects.visible().only("slug", "modified_at")[: sitemaps.PART]
    newest = sitemaps.newest_change()
    front = [Entry(reverse("articles:home"), newest), Entry(reverse("articles:latest"), newest)]
    corrected = corrections.visible().values_list("created_at", flat=True).first()
    front += [Entry(reverse("articles:corrections"), corrected)] if corrected else []
    return send(sitemap_xml.urlset(front + [Entry(page.get_absolute_url(), page.modified_at) for page in visible]))
