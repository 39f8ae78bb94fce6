"""Pictures that people show beside their name: 256 pixels square, without anything else their camera wrote down."""

import logging
import secrets
import warnings
from functools import partial
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 50_000_000  # what telephones take as JPEG, which is decoded no larger than needed
MAX_PIXELS_OF_OTHERS = 12_000_000  # which are decoded whole: 50 MB, and as much for each step
SIDE = 256
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
HEAD_ROOM = 0.4  # faces are above the middle: this part of what is cut off goes at the top
PAPER = (255, 255, 255)  # behind what is transparent

logger = logging.getLogger(__name__)


def take(user: User, content: bytes) -> None:
    """Makes it the picture of `user`. Raises ValidationError for what is none; then the former one is kept."""
    made = encode(content)
    name = user.portrait.storage.save(f"portraits/{secrets.token_hex(16)}.webp", ContentFile(made))
    try:
        _replace(user, name)
    except Exception:
        _delete(user.portrait.storage, name)
        raise


def remove(user: User) -> None:
    _replace(user, "")


def check_size(count: int) -> None:
    """Of bytes. Raises ValidationError."""
    if count > MAX_BYTES:
        raise ValidationError(_("The file is larger than %s MB.") % (MAX_BYTES // 1024 // 1024))


def encode(content: bytes) -> bytes:
    """The square that is shown, of any picture that people have. Raises ValidationError."""
    check_size(len(content))
    image = _open(content)
    try:
        square = _square(image)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise ValidationError(_("The picture is damaged.")) from error
    made = BytesIO()
    square.save(made, "WEBP", quality=80, method=4)  # pixels alone: place, serial number and thumbnail stay behind
    return made.getvalue()


def _open(content: bytes) -> Image.Image:
    """Decodes nothing yet."""
    too_many = ValidationError(_("The picture has too many pixels."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(_("This is not a JPEG, PNG, WebP, AVIF or GIF picture.")) from error
    if image.width * image.height > (MAX_PIXELS if image.format == "JPEG" else MAX_PIXELS_OF_OTHERS):
        raise too_many
    return image


def _square(image: Image.Image) -> Image.Image:
    """Upright, cut and small. Of a moving picture, the first frame."""
    image.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is decoded no larger than that takes
    upright = ImageOps.exif_transpose(image)
    side = min(upright.size)
    left, top = (upright.width - side) / 2, (upright.height - side) * HEAD_ROOM
    has_holes = upright.has_transparency_data
    pixels = upright.convert("RGBA" if has_holes else "RGB").resize(
        (SIDE, SIDE), Image.Resampling.LANCZOS, box=(left, top, left + side, top + side), reducing_gap=2.0
    )
    if not has_holes:
        return pixels
    paper = Image.new("RGB", pixels.size, PAPER)
    paper.paste(pixels, mask=pixels.getchannel("A"))
    return paper


def forget(user: User) -> None:
    """Deletes the file once the transaction that deletes the account is certain."""
    transaction.on_commit(partial(_delete, user.portrait.storage, str(user.portrait.name)))


@transaction.atomic
def _replace(user: User, name: str) -> None:
    """The former file goes once that is certain."""
    former = User.objects.select_for_update().get(pk=user.pk).portrait
    if former:
        transaction.on_commit(partial(_delete, former.storage, str(former.name)))
    user.portrait.name = name
    user.save(update_fields=["portrait"])


def _delete(storage: Storage, name: str) -> None:
    """A file too many harms nobody: what wanted it gone goes on."""
    try:
        storage.delete(name)
    except Exception:
        logger.exception("%s was left in the storage.", name)
