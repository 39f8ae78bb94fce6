"""Taking in uploaded pictures and files, and making what readers get from them.

Originals stay private. The first rendition, the whole picture at up to 1600 pixels, is made while
the upload is answered, so that no page ever shows a hole; narrower ones follow in a job.
"""

import hashlib
import warnings
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task
from PIL import Image, ImageOps, UnidentifiedImageError

from articles.models import MediaFile, Picture, Rendition

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 60_000_000  # a 60-megapixel camera; 180 MB once decoded
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
WIDEST = 1600
NARROWER = (320, 640, 960)
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
        shown = _oriented(image)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(_("The picture is damaged.")) from error
    picture.content_hash = hashlib.sha256(content).hexdigest()
    picture.width, picture.height = shown.size
    with transaction.atomic():
        if not picture.original.storage.exists(picture.original.field.generate_filename(picture, f"x.{extension}")):
            picture.original.save(f"x.{extension}", ContentFile(content), save=False)
        else:
            picture.original.name = picture.original.field.generate_filename(picture, f"x.{extension}")
        picture.save()
        picture.renditions.all().delete()
        _make(picture, shown, "free", WIDEST)
        async_task("articles.renditions.make_narrower", picture.pk)
    return picture


def make_narrower(picture_id: int) -> None:
    """The job: WebP files at each narrower width. Safe to run twice."""
    picture = Picture.objects.filter(pk=picture_id).exclude(original="").first()
    if not picture:
        return
    with picture.original.open() as file:
        shown = _oriented(open_picture(file.read()))
    for width in NARROWER:
        if width < shown.width and not picture.renditions.filter(name=f"free-{width}").exists():
            _make(picture, shown, f"free-{width}", width)


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


def _oriented(image: Image.Image) -> Image.Image:
    """Upright and decoded, in a mode that every web format takes. Of a moving picture, the first frame."""
    upright = ImageOps.exif_transpose(image)
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _make(picture: Picture, shown: Image.Image, name: str, width: int) -> Rendition:
    width = min(width, shown.width)
    height = max(1, round(shown.height * width / shown.width))
    # Saving pixels alone leaves every bit of metadata behind: place, serial number, embedded thumbnail.
    target = BytesIO()
    shown.resize((width, height), Image.Resampling.LANCZOS).save(target, "WEBP", quality=78, method=4)
    rendition = Rendition(picture=picture, name=name, width=width, height=height)
    rendition.file.save(f"{name}.webp", ContentFile(target.getvalue()), save=False)
    rendition.save()
    return rendition
