"""Files that standing pages and advertisements use as well as articles."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from articles.models import MediaFile, Picture
from articles.views import media
from newsroom.models import Page, Placement


@require_safe
def picture_file(request: HttpRequest, picture_id: int, version: str, name: str) -> HttpResponseBase:
    on_pages = Picture.objects.filter(pages__in=Page.objects.visible())
    in_ads = Picture.objects.filter(placements__in=Placement.objects.running())
    return media.picture_file(request, picture_id, version, name, also_public=[on_pages, in_ads])


@require_safe
def media_file(request: HttpRequest, media_file_id: int, version: str) -> HttpResponseBase:
    on_pages = MediaFile.objects.filter(pages__in=Page.objects.visible())
    return media.media_file(request, media_file_id, version, also_public=[on_pages])
