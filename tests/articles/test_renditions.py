import struct
import zlib
from io import BytesIO
from unittest.mock import Mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.db.models import ProtectedError
from django.db.models.fields.files import FieldFile
from django_q.models import OrmQ
from PIL import Image

from articles import making, renditions
from articles.models import MediaFile, Picture
from newsroom.models import AdSlot, Placement
from tests.pictures import drawn, stored

pytestmark = pytest.mark.django_db


def with_gps() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "MakerOfCameras"
    exif.get_ifd(0x8825)[1] = "N"
    return drawn((800, 600), kind="JPEG", exif=exif)


def read(field_file: FieldFile) -> bytes:
    with field_file.open() as file:
        return file.read()


def stored_files() -> list[str]:
    found = []
    folders = [""]
    while folders:
        folder = folders.pop()
        if not default_storage.exists(folder or "."):
            continue
        below, names = default_storage.listdir(folder)
        folders += [f"{folder}/{name}".lstrip("/") for name in below]
        found += [f"{folder}/{name}" for name in names]
    return found


def test_original_is_kept_and_readers_get_it_upright_without_metadata():
    uploaded = with_gps()
    picture = renditions.store_original(Picture(alt="x"), uploaded)
    assert (picture.width, picture.height) == (600, 800)
    rendition = picture.renditions.get()
    content = read(rendition.file)
    assert (rendition.name, rendition.width, rendition.height) == ("free.webp", 600, 800)
    assert b"MakerOfCameras" not in content
    assert not Image.open(BytesIO(content)).getexif()
    assert read(picture.original) == uploaded


def test_the_others_are_left_to_the_worker():
    imported = stored((1000, 500))
    assert not OrmQ.objects.exists()
    uploaded = renditions.store_original(Picture(), drawn((1000, 500)), soon=True)
    assert [(job.func(), job.args()) for job in OrmQ.objects.all()] == [("articles.making.make_webp", (uploaded.pk,))]
    assert list(Picture.objects.awaiting_renditions()) == [uploaded, imported]


def test_another_file_or_focal_point_changes_every_address():
    picture = stored()
    seen = {picture.url}
    picture.focal_x = 0.25
    renditions.refocus(picture)
    seen.add(picture.url)
    renditions.store_original(picture, drawn(colour="navy"))
    seen.add(picture.url)
    assert len(seen) == 3
    assert Picture.objects.get().url == picture.url


def test_nothing_of_a_replaced_file_is_left(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = stored((800, 600))
        making.make_all(picture)
        before = {picture.original.name, *(row.file.name for row in picture.renditions.all())}
        renditions.store_original(picture, drawn((400, 300)))
    assert [(row.name, row.width) for row in picture.renditions.all()] == [("free.webp", 400)]
    assert not before & set(stored_files())


def test_one_pixel_and_transparent_pictures():
    assert stored((1, 1)).renditions.get().width == 1
    picture = renditions.store_original(Picture(), drawn((10, 10), (0, 0), mode="LA"))
    assert Image.open(BytesIO(read(picture.renditions.get().file))).has_transparency_data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        drawn((800, 600), kind="JPEG")[:2000],
        drawn((800, 600))[:2000],
    ],
    ids=["empty", "text", "svg", "only a header", "half a JPEG", "half a PNG"],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(content):
    with pytest.raises(ValidationError):
        renditions.store_original(Picture(), content)
    assert not Picture.objects.exists()
    assert stored_files() == []


def test_bomb_is_refused_before_it_is_decoded():
    # The header of a 50,000 × 50,000 picture, and of nothing else: decoding it would take gigabytes.
    header = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    bomb += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    with pytest.raises(ValidationError, match="pixels"):
        renditions.store_original(Picture(), bomb)


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_BYTES", 100)
    with pytest.raises(ValidationError, match="larger"):
        renditions.store_original(Picture(), drawn((800, 600)))


def test_same_content_twice_keeps_one_file():
    content = drawn((800, 600))
    first, second = (renditions.store_original(Picture(), content) for _ in range(2))
    assert first.pk != second.pk
    assert first.original.name == second.original.name


def test_deleted_picture_leaves_nothing_but_what_another_needs(django_capture_on_commit_callbacks):
    content = drawn((800, 600))
    first, second = (renditions.store_original(Picture(), content) for _ in range(2))
    making.make_all(first)
    with django_capture_on_commit_callbacks(execute=True):
        renditions.delete(first)
    assert sorted(stored_files()) == sorted([second.original.name, second.renditions.get().file.name])
    assert read(second.original) == content
    with django_capture_on_commit_callbacks(execute=True):
        renditions.delete(second)
    assert stored_files() == []
    assert not Picture.objects.exists()


def test_picture_that_must_not_go_keeps_its_files(django_capture_on_commit_callbacks):
    picture = stored()
    slot = AdSlot.objects.first()
    Placement.objects.create(slot=slot, picture=picture, link="/", label="x")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ProtectedError):
        renditions.delete(picture)
    assert len(stored_files()) == 2
    assert picture.renditions.count() == 1


@pytest.mark.parametrize("step", ["articles.models.Picture.save", "articles.keeping.is_unchanged"])
def test_upload_that_cannot_be_entered_leaves_no_file(monkeypatch, step: str):
    monkeypatch.setattr(step, Mock(side_effect=OperationalError))
    with pytest.raises(OperationalError):
        renditions.store_original(Picture(), drawn())
    assert stored_files() == []
    assert not Picture.objects.exists()


def test_file_of_an_unknown_kind_is_refused():
    with pytest.raises(ValidationError, match="kind"):
        renditions.store_file(MediaFile(kind="document", title="x"), "x.html", BytesIO(b"<script>"))
    sound = renditions.store_file(MediaFile(kind="audio", title="x"), "../../x.MP3", BytesIO(b"ID3"))
    assert (sound.media_type, sound.size) == ("audio/mpeg", 3)
    assert sound.file.name == f"files/{sound.content_hash[:2]}/{sound.content_hash}.mp3"
