"""Putting the files of pictures into the storage, and taking them out again.

Storages know no transactions: a file is there before its row and goes after it, so that no row is without one; what
fails in between takes its files along. Every rendition has a file of its own, equal originals share one.
"""

import logging
from collections.abc import Iterable
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction

from articles.crops import Spec
from articles.models import Picture, Rendition

logger = logging.getLogger(__name__)

Made = tuple[Spec, bytes]


def keep(picture: Picture, made: list[Made], *, anew: bool = False) -> None:
    """Stores what was made of the picture, unless it has another file or focal point by now, or `anew` is not meant
    and another job was quicker."""
    rows: list[Rendition] = []
    try:
        for spec, content in made:
            rows.append(_row(picture, spec, content))
        _enter(picture, rows, anew)
    except Exception:
        for row in rows:
            delete_file(row.file.storage, str(row.file.name))
        raise


def _row(picture: Picture, spec: Spec, content: bytes) -> Rendition:
    row = Rendition(picture=picture, name=spec.name, width=spec.size.width, height=spec.size.height)
    row.file.save(spec.name, ContentFile(content), save=False)
    return row


@transaction.atomic
def _enter(picture: Picture, rows: list[Rendition], anew: bool) -> None:
    unchanged = is_unchanged(picture)
    known = {row.name: row for row in picture.renditions.all()} if unchanged else {}
    wanted = [row for row in rows if anew or row.name not in known] if unchanged else []
    forget([known[row.name] for row in wanted if row.name in known])
    _forget_files(row for row in rows if row not in wanted)
    Rendition.objects.bulk_create(wanted)


def is_unchanged(picture: Picture) -> bool:
    """Locks it, so that it stays so until the end of the transaction."""
    now = Picture.objects.select_for_update().filter(pk=picture.pk).first()
    return now is not None and now.version == picture.version


def forget(rows: Iterable[Rendition]) -> None:
    """Deletes them, and once that is certain their files."""
    rows = list(rows)
    Rendition.objects.filter(pk__in=[row.pk for row in rows]).delete()
    _forget_files(rows)


def _forget_files(rows: Iterable[Rendition]) -> None:
    for file in [row.file for row in rows]:
        transaction.on_commit(partial(delete_file, file.storage, str(file.name)))


def forget_original(name: str) -> None:
    """Once the change is certain, and unless another picture has the same file."""
    transaction.on_commit(partial(delete_original, name))


def delete_original(name: str) -> None:
    if name and not Picture.objects.filter(original=name).exists():
        delete_file(default_storage, name)


def delete_file(storage: Storage, name: str) -> None:
    """A file too many harms nobody: what wanted it gone goes on."""
    try:
        storage.delete(name)
    except Exception:
        logger.exception("%s was left in the storage.", name)
