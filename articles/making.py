"""Making renditions of pictures, off the path of every request.

Three steps, so that a page never waits and an import of thousands of pictures keeps no letter waiting: the whole picture
while its upload is answered; WebP in a job of its own; AVIF and JPEG, which take longest, in slices by the clock.
Everything may run twice, and beside itself.
"""

import logging
import time
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django_q.tasks import async_task
from PIL import Image

from articles import crops, encoding
from articles.crops import Size, Spec
from articles.models import Picture, Rendition

logger = logging.getLogger(__name__)

SLICE = 30  # seconds; other jobs, a letter say, wait no longer than that and one picture
Made = tuple[Spec, bytes]


def make_webp(picture_id: int) -> None:
    """The job that follows an upload: what every browser can show, and nothing that takes long."""
    picture = Picture.objects.with_file().filter(pk=picture_id).first()
    if picture:
        make(picture, [spec for spec in lacking(picture) if spec.format == "webp"])


def make_waiting() -> None:
    """The job that runs each minute: the newest first, since what came in today is read today."""
    ends = time.monotonic() + SLICE
    while time.monotonic() < ends:
        picture = Picture.objects.awaiting_renditions().first()
        if picture is None:
            return
        make_all(picture)


def make_all(picture: Picture) -> bool:
    """Whatever it lacks. One that cannot be made is told to the log and left, and stops no other."""
    try:
        make(picture, lacking(picture))
    except Exception:
        logger.exception("The renditions of picture %s could not be made.", picture.pk)
        Picture.objects.filter(pk=picture.pk).update(awaits_renditions=False)
        return False
    return True


def lacking(picture: Picture) -> list[Spec]:
    known = set(picture.renditions.values_list("name", flat=True))
    return [spec for spec in crops.specs(Size(picture.width, picture.height)) if spec.name not in known]


def make(picture: Picture, specs: list[Spec]) -> None:
    if specs:
        image = read(picture)
        made = [(spec, encoding.encode(image, spec, (picture.focal_x, picture.focal_y))) for spec in specs]
        keep(picture, made)
    with transaction.atomic():
        if _is_unchanged(picture) and not lacking(picture):
            Picture.objects.filter(pk=picture.pk).update(awaits_renditions=False)


def read(picture: Picture) -> Image.Image:
    # Opened without the limits on uploads: it was let in, and they may have been others then.
    with picture.original.open() as file, Image.open(file) as image:
        return encoding.upright(image)


def keep(picture: Picture, made: Iterable[Made]) -> None:
    """Stores what was made of the picture, unless it has another file or focal point by now."""
    rows = []
    for spec, content in made:
        row = Rendition(picture=picture, name=spec.name, width=spec.size.width, height=spec.size.height)
        row.file.save(spec.name, ContentFile(content), save=False)
        rows.append(row)
    with transaction.atomic():
        known = set(picture.renditions.values_list("name", flat=True)) if _is_unchanged(picture) else None
        wanted = [row for row in rows if known is not None and row.name not in known]
        Rendition.objects.bulk_create(wanted)
    for row in rows:
        if row not in wanted:
            row.file.delete(save=False)


def await_all(picture: Picture, outdated: QuerySet[Rendition]) -> None:
    """Within the transaction that saves the picture: the outdated go, and everything it lacks is asked for."""
    files = [row.file for row in outdated]
    outdated.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])
    async_task("articles.making.make_webp", picture.pk)


def _is_unchanged(picture: Picture) -> bool:
    """Locks it, so that it stays so until the end of the transaction."""
    now = Picture.objects.select_for_update().filter(pk=picture.pk).first()
    return now is not None and now.version == picture.version
