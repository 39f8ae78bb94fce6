"""Taking in uploaded pictures and files.

Originals stay private. The first rendition, the whole picture at up to 1600 pixels, is made while the upload is
answered, so that no page ever shows a hole; all others follow in jobs: see `making`.
"""

import hashlib
import warnings
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from articles import crops, encoding, making
from articles.models import MediaFile, Picture

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


def store_original(picture: Picture, content: bytes) -> Picture:
    """Gives `picture` (saved or not) its file and first rendition. Raises ValidationError; then nothing is kept."""
    image = open_picture(content)
    extension = FORMATS[str(image.format)]
    try:
        shown = encoding.upright(image)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(_("The picture is damaged.")) from error
    picture.content_hash = hashlib.sha256(content).hexdigest()
    picture.width, picture.height = shown.size
    picture.colour = encoding.colour(shown)
    picture.awaits_renditions = True
    whole = crops.whole(crops.Size(*shown.size))
    made = encoding.encode(shown, whole, picture.focus)
    with transaction.atomic():
        if not picture.original.storage.exists(picture.original.field.generate_filename(picture, f"x.{extension}")):
            picture.original.save(f"x.{extension}", ContentFile(content), save=False)
        else:
            picture.original.name = picture.original.field.generate_filename(picture, f"x.{extension}")
        picture.save()
        making.await_all(picture, outdated=picture.renditions.all())
        making.keep(picture, [(whole, made)])
    return picture


def refocus(picture: Picture) -> None:
    """Saves it with its new focal point. Until its crops are made anew, the whole picture stands in for them."""
    with transaction.atomic():
        picture.awaits_renditions = True
        picture.save()
        making.await_all(picture, outdated=picture.renditions.exclude(name__startswith="free"))


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
