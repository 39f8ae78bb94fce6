"""Files of the house: renditions of pictures, sound, moving pictures and documents.

Whoever has an address gets the file only while something visible uses it. Staff who may see articles get it
before that, in answers that nothing on the way may keep. Originals are never sent.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles import crops, encoding, library, ranges
from articles.models import MediaFile, Picture, Rendition
from articles.permissions import Person, may_be_sent_unpublished

# What is taken back is gone at once, so caches that many share ask every second whether it still holds. Whoever saw a
# picture may keep it for as long as they like: no page shows it to them again, and another file or focal point has
# another address. Nobody keeps what is to leave the site.
PUBLIC = "public, max-age=31536000, s-maxage=1"
PUBLIC_FILE = "public, max-age=300, s-maxage=1"  # of sound and video, which may be asked for in parts
STAND_IN = "public, max-age=60, s-maxage=1"
ENDS = "public, no-cache"
PRIVATE = "private, no-store"


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
    lasting = [Picture.objects.used_in_visible_articles(endless=True), *also_public]
    ending = Picture.objects.used_in_visible_articles()
    keep = _keep(request, picture, PUBLIC, lasting, ending, library.pictures)
    nearest = crops.nearest(name, crops.Size(picture.width, picture.height))
    if nearest is None:
        raise Http404
    if (version, name) != (picture.version, nearest):
        return _moved(picture.rendition_url(nearest), keep)
    rendition, content = _sent(picture, name)
    response = HttpResponse(content, content_type=encoding.CONTENT_TYPES[rendition.extension])
    keep = STAND_IN if keep == PUBLIC and rendition.name != name else keep
    return _labelled(response, f"{picture.version}-{rendition.name}", keep)


@require_safe
def media_file(
    request: HttpRequest, media_file_id: int, version: str, also_public: Iterable[QuerySet[MediaFile]] = ()
) -> HttpResponseBase:
    found = get_object_or_404(MediaFile.objects.exclude(file=""), pk=media_file_id)
    lasting = [MediaFile.objects.used_in_visible_articles(endless=True), *also_public]
    ending = MediaFile.objects.used_in_visible_articles()
    keep = _keep(request, found, PUBLIC_FILE, lasting, ending, library.media_files)
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


def _keep(
    request: HttpRequest,
    found: Model,
    public: str,
    lasting: list[QuerySet],
    ending: QuerySet,
    at_the_desk: Callable[[Person], QuerySet],
) -> str:
    """By whom it may be kept, and for how long. Raises Http404 for those who may not have it."""
    if any(shown.filter(pk=found.pk).exists() for shown in lasting):
        return public
    if ending.filter(pk=found.pk).exists():
        return ENDS
    if may_be_sent_unpublished(request) and at_the_desk(request.user).filter(pk=found.pk).exists():
        return PRIVATE
    raise Http404


def _sent(picture: Picture, name: str) -> tuple[Rendition, bytes]:
    """The one of that name; while it is not made, or its file is lost, the best that can stand in for it."""
    for rendition in _choices(picture, name):
        try:
            with rendition.file.open() as file:
                return rendition, file.read()
        except FileNotFoundError:
            continue
    raise Http404


def _choices(picture: Picture, name: str) -> Iterator[Rendition]:
    yield from picture.renditions.filter(name=name)
    yield from crops.stand_ins(name, picture.renditions.all())


def _filename(found: MediaFile) -> str:
    stem = slugify(found.title, allow_unicode=True) or f"file-{found.pk}"
    return f"{stem}.{str(found.file.name).rpartition('.')[2]}"


def _moved(address: str, keep: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    # Never kept: once a focal point, or the widths we make, are changed there and back, two kept redirects would lead
    # to each other.
    response.headers["Cache-Control"] = PRIVATE if keep == PRIVATE else "no-cache"
    return response


def _labelled(response: HttpResponseBase, etag: str, keep: str) -> HttpResponseBase:
    response.headers["Cache-Control"] = keep
    response.headers["ETag"] = f'"{etag}"'
    return response
