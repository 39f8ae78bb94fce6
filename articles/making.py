"""Making renditions of pictures, off the path of every request.

Three steps, so that no page waits, and no letter while thousands of pictures are imported: the whole picture while its
upload is answered; WebP in a job of its own; AVIF and JPEG, which take longest, in slices by the clock. Everything may
run twice, and beside itself.
"""

import logging
import time
from collections.abc import Collection, Iterable
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django_q.tasks import async_task
from PIL import Image

from articles import crops, encoding
from articles.crops import Size, Spec
from articles.models import Picture, Rendition

logger = logging.getLogger(__name__)

SLICE = 40  # seconds; other jobs, a letter say, wait no longer than that and one picture
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


def make_all(picture: Picture, only: Collection[str] | None = None, *, anew: bool = False) -> bool:
    """What it lacks of the crops `only` names, or `anew` what it has as well.

    False if that cannot be done, which is told to the log: one bad file keeps no other picture waiting.
    """
    specs = crops.specs(Size(picture.width, picture.height)) if anew else lacking(picture)
    try:
        make(picture, [spec for spec in specs if only is None or spec.crop in only], anew=anew)
    except Exception:
        logger.exception("The renditions of picture %s could not be made.", picture.pk)
        Picture.objects.filter(pk=picture.pk).update(awaits_renditions=False)
        return False
    return True


def lacking(picture: Picture) -> list[Spec]:
    known = set(picture.renditions.values_list("name", flat=True))
    return [spec for spec in crops.specs(Size(picture.width, picture.height)) if spec.name not in known]


def make(picture: Picture, specs: list[Spec], *, anew: bool = False) -> None:
    if specs:
        image = read(picture)
        picture.colour = encoding.colour(image)
        keep(picture, [(spec, encoding.encode(image, spec, picture.focus)) for spec in specs], anew=anew)
    with transaction.atomic():
        if _is_unchanged(picture):
            Picture.objects.filter(pk=picture.pk).update(
                colour=picture.colour, awaits_renditions=bool(lacking(picture))
            )


def read(picture: Picture) -> Image.Image:
    # Opened without the limits on uploads: it was let in, and they may have been others then.
    with picture.original.open() as file, Image.open(file) as image:
        return encoding.upright(image)


def keep(picture: Picture, made: list[Made], *, anew: bool = False) -> None:
    """Stores what was made of the picture, unless it has another file or focal point by now, or `anew` is not meant
    and another job was quicker."""
    rows = [_row(picture, spec, content) for spec, content in made]
    with transaction.atomic():
        is_unchanged = _is_unchanged(picture)
        known = {row.name: row for row in picture.renditions.all()} if is_unchanged else {}
        wanted = [row for row in rows if anew or row.name not in known] if is_unchanged else []
        outdated = [known[row.name] for row in wanted if row.name in known]
        Rendition.objects.filter(pk__in=[row.pk for row in outdated]).delete()
        _forget_files([*outdated, *(row for row in rows if row not in wanted)])
        Rendition.objects.bulk_create(wanted)


def _row(picture: Picture, spec: Spec, content: bytes) -> Rendition:
    row = Rendition(picture=picture, name=spec.name, width=spec.size.width, height=spec.size.height)
    row.file.save(spec.name, ContentFile(content), save=False)
    return row


def _forget_files(rows: Iterable[Rendition]) -> None:
    """Once the change is certain. Every row has a file of its own."""
    for file in [row.file for row in rows]:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def await_all(picture: Picture, outdated: QuerySet[Rendition]) -> None:
    """Within the transaction that saves the picture: the outdated go, and everything it lacks is asked for."""
    _forget_files(outdated)
    outdated.delete()
    async_task("articles.making.make_webp", picture.pk)


def _is_unchanged(picture: Picture) -> bool:
    """Locks it, so that it stays so until the end of the transaction."""
    now = Picture.objects.select_for_update().filter(pk=picture.pk).first()
    return now is not None and now.version == picture.version
