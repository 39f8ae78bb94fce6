"""Pictures of people: what is taken, what is made of it, and who gets it."""

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image

from accounts import portraits
from accounts.models import User
from tests.pictures import drawn

PAGE = "/accounts/profile/picture/"


def upload(client: Client, content: bytes, name: str = "me.jpg"):
    return client.post(PAGE, {"portrait": SimpleUploadedFile(name, content, "image/jpeg")})


def stored(settings: LazySettings) -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_the_same_square(kind):
    made = Image.open(BytesIO(portraits.encode(drawn((640, 300), "teal", kind))))
    assert (made.format, made.size, made.mode) == ("WEBP", (256, 256), "RGB")


def test_nothing_the_camera_wrote_down_is_kept_and_up_is_up():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # lies on its left side
    exif[ExifTags.Base.Make] = "Telltale"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 30.0, 0.0)
    picture, content = Image.new("RGB", (400, 400), "blue"), BytesIO()
    picture.paste("red", (0, 0, 200, 400))  # the left half, which is the upper one once it stands
    picture.save(content, "JPEG", exif=exif, comment=b"Telltale")
    made = portraits.encode(content.getvalue())
    assert b"Telltale" not in made
    shown = Image.open(BytesIO(made))
    assert (dict(shown.getexif()), shown.info.get("icc_profile")) == ({}, None)
    red, _, blue = shown.convert("RGB").getpixel((128, 20))
    assert red > blue


def test_what_one_can_see_through_lies_on_paper():
    made = Image.open(BytesIO(portraits.encode(drawn((64, 64), (0, 0, 0, 0), "PNG", "RGBA"))))
    assert min(made.convert("RGB").getpixel((128, 128))) > 250


def bomb() -> bytes:
    """A PNG of fifty thousand by fifty thousand pixels, as its head says."""
    small = bytearray(drawn((1, 1)))
    small[16:24] = (50_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a JPEG"),
        (b"%PDF-1.7", "not a JPEG"),
        (b"\xff\xd8\xff\xe0", "not a JPEG"),
        (drawn((300, 300), kind="JPEG")[:-600], "damaged"),
        (b"\x00" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused(content, said):
    with pytest.raises(ValidationError, match=said):
        portraits.encode(content)


def test_bombs_are_refused_before_they_are_decoded():
    with pytest.raises(ValidationError, match="too many pixels"):
        portraits.encode(bomb())


def test_member_shows_a_picture_and_takes_it_back(
    member: Client, reader: User, settings, django_capture_on_commit_callbacks
):
    assert upload(member, drawn((500, 400), kind="JPEG"), "../../x.php.jpg")["Location"] == "/accounts/"
    reader.refresh_from_db()
    first = reader.portrait_address
    assert stored(settings) == [Path(first).name]
    with django_capture_on_commit_callbacks(execute=True):
        upload(member, drawn((500, 400), "red", "PNG"))
    reader.refresh_from_db()
    assert reader.portrait_address != first
    assert stored(settings) == [Path(reader.portrait_address).name]
    with django_capture_on_commit_callbacks(execute=True):
        member.post(f"{PAGE}remove/")
    reader.refresh_from_db()
    assert (reader.portrait_address, stored(settings)) == ("", [])


def test_refused_picture_leaves_the_former_one(member: Client, reader: User, settings):
    upload(member, drawn(kind="JPEG"))
    before = stored(settings)
    answer = upload(member, b"GIF89a, not really")
    assert (answer.status_code, "not a JPEG" in answer.text) == (200, True)
    assert "data-problems" in answer.text
    assert stored(settings) == before


def test_everyone_may_see_it_while_the_account_is_active(client: Client, reader: User):
    portraits.take(reader, drawn())
    answer = client.get(reader.portrait_address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.get(reader.portrait_address.replace(".webp", "x.webp")).status_code == 404
    assert client.post(reader.portrait_address).status_code == 405
    User.objects.update(is_active=False)
    assert client.get(reader.portrait_address).status_code == 404


def test_lost_file_is_not_found(client: Client, reader: User):
    portraits.take(reader, drawn())
    reader.portrait.storage.delete(reader.portrait.name)
    assert client.get(reader.portrait_address).status_code == 404


def test_nobody_has_a_hundred_pictures_made(member: Client):
    answers = [upload(member, b"x").status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2
