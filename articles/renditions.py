"""Taking in uploaded pictures and files.

Originals stay private. The first rendition, the whole picture at up to 1600 pixels, is made while the upload is
answered, so that no page ever shows a hole; all others follow by the clock or in jobs: see `making`.
"""

import hashlib
import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from articles import crops, encoding, keeping, making
from articles.models import MediaFile, Picture, Rendition

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 60_000_000  # a 60-megapixel camera; 180 MB once decoded
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "pdf": "application/pdf",
}


def open_picture(content: bytes) -> Image.Image:
    """Decodes nothing yet. Raises ValidationError for what is not a picture, or too large to be one."""
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %s MB.") % (MAX_BYTES // 1024 // 1024))
    too_many = ValidationError(_("The picture has too many pixels."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=list(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(_("This is not a JPEG, PNG, WebP, AVIF or GIF picture.")) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise too_many
    return picture


def store_original(picture: Picture, content: bytes, *, soon: bool = False) -> Picture:
    """Gives `picture` (saved or not) its file and first rendition. Raises ValidationError; then nothing is kept.

    The others follow by the clock, or `soon`, where somebody waits for this one picture.
    """
    image = open_picture(content)
    extension = FORMATS[str(image.format)]
    try:
        shown = encoding.upright(image)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(_("The picture is damaged.")) from error
    picture.content_hash = hashlib.sha256(content).hexdigest()
    picture.width, picture.height = shown.size
    picture.colour = encoding.colour(shown)
    whole = crops.whole(crops.Size(*shown.size))
    made = encoding.encode(shown, whole, picture.focus)
    replaced = str(picture.original.name or "")
    _store(picture, f"x.{extension}", content)
    try:
        with transaction.atomic():
            _save_anew(picture, picture.renditions.all() if picture.pk else [], soon=soon)
            keeping.keep(picture, [(whole, made)])
            keeping.forget_original(replaced)
    except Exception:
        keeping.delete_original(str(picture.original.name))
        raise
    return picture


def _store(picture: Picture, filename: str, content: bytes) -> None:
    """Unless a picture with the same content has stored it."""
    name = picture.original.field.generate_filename(picture, filename)
    if picture.original.storage.exists(name):
        picture.original.name = name
    else:
        picture.original.save(filename, ContentFile(content), save=False)


def refocus(picture: Picture) -> None:
    """Saves it with its new focal point. Until its crops are made anew, the whole picture stands in for them."""
    with transaction.atomic():
        _save_anew(picture, picture.renditions.exclude(name__startswith="free"), soon=True)


def _save_anew(picture: Picture, outdated: Iterable[Rendition], *, soon: bool) -> None:
    picture.awaits_renditions, picture.making_attempts, picture.making_tried_at = True, 0, None
    picture.save()
    keeping.forget(outdated)
    if soon:
        making.make_soon(picture)


@transaction.atomic
def delete(picture: Picture) -> None:
    """With all its files. Raises ProtectedError, or RestrictedError, while it is needed; then all of them are kept."""
    renditions = list(picture.renditions.all())
    original = str(picture.original.name or "")
    keeping.forget(renditions)
    picture.delete()
    keeping.forget_original(original)


def store_file(media_file: MediaFile, filename: str, file: IO[bytes]) -> MediaFile:
    """Gives `media_file` its content. Raises ValidationError for a kind of file that we do not serve."""
    extension = filename.rpartition(".")[2].lower()
    if extension not in MEDIA_TYPES:
        raise ValidationError(_("Files of this kind are not taken: %s") % ", ".join(MEDIA_TYPES))
    content = file.read()
    media_file.content_hash = hashlib.sha256(content).hexdigest()
    media_file.size, media_file.media_type = len(content), MEDIA_TYPES[extension]
    media_file.file.save(f"x.{extension}", ContentFile(content), save=False)
    media_file.save()
    return media_file
