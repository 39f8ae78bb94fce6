"""Making renditions of pictures, off the path of every request.

Three steps, so that no page waits, and no letter while thousands of pictures are imported: the whole picture while its
upload is answered; WebP of what the desk uploads in a job of its own; everything else in slices by the clock, WebP of
all pictures before AVIF and JPEG, which take longest. Everything may run twice, and beside itself.
"""

import logging
import time
from collections.abc import Collection, Iterator
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_q.tasks import async_task
from PIL import Image

from articles import crops, encoding
from articles.crops import Size, Spec
from articles.keeping import Made, forget, is_unchanged, keep
from articles.models import Picture

logger = logging.getLogger(__name__)

SLICE = 50  # seconds; other jobs, a letter say, wait no longer than that and one picture
BATCH = 20  # pictures asked for at once
MOST_ATTEMPTS = 3  # that end with the worker's death, by its clock or for want of memory
CLAIM = "articles.making"  # who has set it in the cache is the one that works through what is waiting


class Unusable(Exception):
    """The file is damaged or gone; it will not be better the next time."""


def make_soon(picture: Picture) -> None:
    """Within the transaction that saves it."""
    async_task("articles.making.make_webp", picture.pk)


def make_webp(picture_id: int) -> None:
    """The job that follows an upload at the desk: what every browser can show, and nothing that takes long."""
    picture = Picture.objects.with_file().filter(pk=picture_id).first()
    if picture:
        _make_or_give_up(picture, [spec for spec in lacking(picture) if spec.format == "webp"])


def make_waiting() -> None:
    """The job that runs each minute, for as long as its slice; none beside another."""
    if not cache.add(CLAIM, "taken", settings.Q_CLUSTER["timeout"]):  # who is killed cannot give it back
        return
    try:
        ends = time.monotonic() + SLICE
        for picture in _waiting():
            if time.monotonic() > ends or not make_next(picture):
                return
    finally:
        cache.delete(CLAIM)


def _waiting() -> Iterator[Picture]:
    """What came in today is read today, hence the newest first; asked anew all along, as more come in."""
    waiting = Picture.objects.awaiting_renditions()
    first = waiting.filter(making_tried_at=None).lacking_webp()
    while batch := list(first[:BATCH]) or list(waiting[:BATCH]):
        yield from batch


def make_next(picture: Picture) -> bool:
    """The next step of that picture. False if it makes no sense to go on with others now."""
    if picture.making_attempts >= MOST_ATTEMPTS:
        logger.error("Making the renditions of picture %s has killed the worker too often.", picture.pk)
        give_up(picture)
        return True
    if not _mark(picture):
        return True
    try:
        lacks = lacking(picture)
        _make_or_give_up(picture, [spec for spec in lacks if spec.format == "webp"] or lacks)
    except Exception:
        logger.exception("Renditions cannot be stored now, picture %s being the first.", picture.pk)
        Picture.objects.filter(pk=picture.pk).update(making_attempts=picture.making_attempts)  # no fault of its own
        return False
    return True


def _mark(picture: Picture) -> bool:
    """Before it is tried, as what kills the worker tells nobody. False if it was changed since it was asked for."""
    as_known = Picture.objects.filter(
        pk=picture.pk, awaits_renditions=True, making_attempts=picture.making_attempts, original=picture.original.name
    )
    return bool(as_known.update(making_attempts=F("making_attempts") + 1, making_tried_at=timezone.now()))


def make_all(picture: Picture, only: Collection[str] | None = None, *, anew: bool = False) -> bool:
    """What it lacks of the crops `only` names, or `anew` what it has as well. False if its file does not allow it."""
    specs = crops.specs(Size(picture.width, picture.height)) if anew else lacking(picture)
    return _make_or_give_up(picture, [spec for spec in specs if only is None or spec.crop in only], anew=anew)


def _make_or_give_up(picture: Picture, specs: list[Spec], *, anew: bool = False) -> bool:
    try:
        make(picture, specs, anew=anew)
    except Unusable:
        logger.exception("The renditions of picture %s cannot be made.", picture.pk)
        give_up(picture)
        return False
    return True


def give_up(picture: Picture) -> None:
    """Until it gets another file or focal point, or somebody runs `make_renditions`."""
    Picture.objects.filter(pk=picture.pk).update(awaits_renditions=False)


def lacking(picture: Picture) -> list[Spec]:
    known = set(picture.renditions.values_list("name", flat=True))
    return [spec for spec in crops.specs(Size(picture.width, picture.height)) if spec.name not in known]


def make(picture: Picture, specs: list[Spec], *, anew: bool = False) -> None:
    if specs:
        image = read(picture)
        keep(picture, _encoded(picture, image, specs), anew=anew)
    with transaction.atomic():
        if is_unchanged(picture):
            # What was made when the widths were others; the view knows where its addresses lead.
            forget(picture.renditions.exclude(name__in=crops.names(Size(picture.width, picture.height))))
            Picture.objects.filter(pk=picture.pk).update(
                colour=picture.colour,
                awaits_renditions=bool(lacking(picture)),
                making_attempts=0,
                making_tried_at=None,
            )


def read(picture: Picture) -> Image.Image:
    try:
        with picture.original.open() as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Unusable from error
    try:
        # Opened without the limits on uploads: it was let in, and they may have been others then.
        with Image.open(BytesIO(content)) as image:
            return encoding.upright(image)
    except Exception as error:  # Pillow raises nearly everything; here nothing but the file can be the cause
        raise Unusable from error


def _encoded(picture: Picture, image: Image.Image, specs: list[Spec]) -> list[Made]:
    try:
        picture.colour = encoding.colour(image)
        return [(spec, encoding.encode(image, spec, picture.focus)) for spec in specs]
    except Exception as error:
        raise Unusable from error
