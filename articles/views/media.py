"""Files of the house: renditions of pictures, sound, moving pictures and documents.

Whoever has an address gets the file only while something visible uses it. Staff who may see articles get it
before that, in answers that nothing on the way may keep. Originals are never sent.
"""

from collections.abc import Iterable
from urllib.parse import quote

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles import ranges
from articles.models import MediaFile, Picture, Rendition
from articles.permissions import sees_unpublished

PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"
WHOLE = "free"


@require_safe
def picture_file(
    request: HttpRequest,
    picture_id: int,
    version: str,
    name: str,
    also_public: Iterable[QuerySet[Picture]] = (),
) -> HttpResponseBase:
    """`also_public` are further pictures that anyone may see: packages above know places where pictures are used."""
    picture = get_object_or_404(Picture.objects.exclude(original=""), pk=picture_id)
    keep = _keep(request, picture, [Picture.objects.used_in_visible_articles(), *also_public])
    if version != picture.content_hash[:8]:
        return _moved(picture.rendition_url(name), keep)
    rendition = _rendition(picture, name)
    try:
        with rendition.file.open() as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404 from error
    return _labelled(response, f"{picture.content_hash[:16]}-{rendition.name}", keep)


@require_safe
def media_file(
    request: HttpRequest, media_file_id: int, version: str, also_public: Iterable[QuerySet[MediaFile]] = ()
) -> HttpResponseBase:
    found = get_object_or_404(MediaFile.objects.exclude(file=""), pk=media_file_id)
    keep = _keep(request, found, [MediaFile.objects.used_in_visible_articles(), *also_public])
    if version != found.content_hash[:8]:
        return _moved(found.url, keep)
    etag = found.content_hash[:16]
    try:
        response = ranges.respond(request, found.file, found.media_type or "application/octet-stream", f'"{etag}"')
    except FileNotFoundError as error:
        raise Http404 from error
    if found.kind == MediaFile.Kind.DOCUMENT:
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_filename(found))}"
    return _labelled(response, etag, keep)


def _keep(request: HttpRequest, found: Model, public: list[QuerySet]) -> str:
    """What caches may do with the file. Raises Http404 for those who may not have it."""
    if any(shown.filter(pk=found.pk).exists() for shown in public):
        return PUBLIC
    if sees_unpublished(request.user):
        return PRIVATE
    raise Http404


def _rendition(picture: Picture, name: str) -> Rendition:
    """The one of that name. While narrower ones are not made yet, and for small pictures, the whole one stands in."""
    renditions = {rendition.name: rendition for rendition in picture.renditions.filter(name__in=[name, WHOLE])}
    found = renditions.get(name) or (renditions.get(WHOLE) if name.startswith(f"{WHOLE}-") else None)
    if not found:
        raise Http404
    return found


def _filename(found: MediaFile) -> str:
    stem = slugify(found.title, allow_unicode=True) or f"file-{found.pk}"
    return f"{stem}.{str(found.file.name).rpartition('.')[2]}"


def _moved(address: str, keep: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response.headers["Cache-Control"] = keep
    return response


def _labelled(response: HttpResponseBase, etag: str, keep: str) -> HttpResponseBase:
    response.headers["Cache-Control"] = keep
    response.headers["ETag"] = f'"{etag}"'
    return response
