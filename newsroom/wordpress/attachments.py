"""Carrying attachments: pictures become pictures, everything else media files, with or without their files."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import MediaFile, Picture
from newsroom.wordpress import names
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.former import keys
from newsroom.wordpress.items import Item, digest
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.paths import LONGEST, upload_path, without_scaling
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED

PICTURES = frozenset("jpg jpeg jpe png gif webp avif svg bmp tif tiff heic heif ico".split())
KINDS = {
    "video": frozenset("mp4 m4v webm mov ogv avi wmv mpg mpeg flv 3gp mkv".split()),
    "audio": frozenset("mp3 m4a ogg oga wav flac aac wma mid midi".split()),
}


def is_picture(item: Item) -> bool:
    return _extension(item) in PICTURES


def address_of(item: Item) -> str:
    return (item.get("wp:attachment_url") or item.get("guid")).strip()


def _extension(item: Item) -> str:
    name = upload_path(address_of(item)).rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else ""


class Attachments:
    def __init__(self, carrying: Carrying) -> None:
        self._carrying, self._report, self._ledger = carrying, carrying.report, carrying.ledger

    def carry(self, batch: list[Item]) -> None:
        known = self._ledger.known("attachment", [item.id for item in batch])
        pictures = [item for item in batch if is_picture(item)]
        others = [item for item in batch if not is_picture(item)]
        with transaction.atomic():
            self._carry_pictures(pictures, known)
            self._carry_files(others, known)
            self._carrying.flush()

    def _carry_pictures(self, items: list[Item], known: dict[str, Known]) -> None:
        here = Picture.objects.in_bulk([known[item.id].new_id for item in items if item.id in known])
        new = [(item, self._picture(item, Picture())) for item in items if item.id not in known]
        Picture.objects.bulk_create([picture for _item, picture in new])
        for item, picture in new:
            self._note(item, picture)
            self._former(item, picture=picture)
        for item in items:
            if entry := known.get(item.id):
                kept = here.get(entry.new_id)
                self._again(item, entry, kept)
                if kept:
                    self._carrying.library.add_picture(item.id, kept)
        for item, picture in new:
            self._carrying.library.add_picture(item.id, picture)

    def _carry_files(self, items: list[Item], known: dict[str, Known]) -> None:
        here = MediaFile.objects.in_bulk([known[item.id].new_id for item in items if item.id in known])
        new = [(item, self._file(item, MediaFile())) for item in items if item.id not in known]
        MediaFile.objects.bulk_create([found for _item, found in new])
        for item, found in new:
            self._note(item, found)
            self._former(item, media_file=found)
            self._carrying.library.add_file(item.id, found)
        for item in items:
            if entry := known.get(item.id):
                kept = here.get(entry.new_id)
                self._again(item, entry, kept)
                if kept:
                    self._carrying.library.add_file(item.id, kept)

    def _note(self, item: Item, row: Picture | MediaFile) -> None:
        self._report.count("attachment", CARRIED)
        self._ledger.write("attachment", item.id, row.pk, item.read, _written(row))

    def _again(self, item: Item, entry: Known, row: Picture | MediaFile | None) -> None:
        if entry.read == item.read:
            self._report.count("attachment", UNCHANGED)
        elif row is None or _written(row) != entry.written:
            self._carrying.keep(item)
        else:
            row = self._picture(item, row) if isinstance(row, Picture) else self._file(item, row)
            row.save()
            self._report.count("attachment", UPDATED)
            self._ledger.write("attachment", item.id, row.pk, item.read, _written(row), known=entry)

    def _former(self, item: Item, **target: Picture | MediaFile) -> None:
        path = upload_path(address_of(item))
        uploads = [f"/wp-content/uploads{one}" for one in dict.fromkeys([path, without_scaling(path)]) if one]
        paths = [one for one in uploads if len(one) <= LONGEST]
        self._carrying.former.add([*paths, *keys(item, self._carrying.former.base)], **target)

    def _picture(self, item: Item, picture: Picture) -> Picture:
        picture.alt = names.plain(item.meta("_wp_attachment_image_alt"), 1000)
        picture.caption = names.plain(item.get("excerpt:encoded") or item.content, 5000)
        picture.title = names.plain(item.title, 250)
        picture.source_url = address_of(item)[:1000]
        if item.get("excerpt:encoded").strip() and item.content.strip():
            self._report.remark(
                _("A description beside the caption has no place here and was left out"),
                f"{item.label}: {item.content.strip()}",
            )
        return picture

    def _file(self, item: Item, found: MediaFile) -> MediaFile:
        extension = _extension(item)
        found.kind = next((kind for kind, known in KINDS.items() if extension in known), MediaFile.Kind.DOCUMENT)
        found.title = names.plain(item.title, 250) or upload_path(address_of(item)).rpartition("/")[2][:250] or item.id
        found.caption = names.plain(item.get("excerpt:encoded") or item.content, 5000)
        found.source_url = address_of(item)[:1000]
        return found


def _written(row: Picture | MediaFile) -> str:
    return digest(row.title, row.caption, row.source_url, row.alt if isinstance(row, Picture) else "")
