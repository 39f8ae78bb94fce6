"""Addresses: finding a free one, and keeping the old one alive when something moves."""

import re
import unicodedata
from typing import TypeAlias
from urllib.parse import unquote

from django.db import models, transaction
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, Author, Category, FormerAddress
from articles.models.former_address import TARGETS
from articles.models.slugs import RESERVED_IN_CATEGORY, RESERVED_TOP_LEVEL

MAX_LENGTH = 200
Target: TypeAlias = Article | Author | Category | Tag
TAKEN = RESERVED_IN_CATEGORY | RESERVED_TOP_LEVEL


def slug_from(text: str) -> str:
    """Letters and digits of any script, in lower case, parted by hyphens; "article" if there are none."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "").replace("'", "")
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-")[:MAX_LENGTH].rstrip("-") or "article"


def free_slug(text: str, among: models.QuerySet) -> str:
    """A slug made of `text` that no row in `among` has and no address of the site itself."""
    slug = slug_from(text)
    stem = slug[: MAX_LENGTH - 8].rstrip("-")
    in_use = set(among.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    number = 2
    while slug in in_use:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def path_of(target: Target) -> str:
    """In the form of FormerAddress.path: decoded, without the slash at its end."""
    address = reverse("articles:tag", args=[target.slug]) if isinstance(target, Tag) else target.get_absolute_url()
    return unquote(address).rstrip("/")


def lead_on(path: str, target: Target) -> None:
    """From now on `path` leads to `target`, whatever it led to before."""
    leads_to = {**dict.fromkeys(TARGETS), str(target._meta.model_name): target}
    FormerAddress.objects.update_or_create(path=path, defaults=leads_to)


def save_moved(target: Category | Author | Tag) -> None:
    """Saves it; where its slug has changed, the old address leads to the new one from now on."""
    with transaction.atomic():
        before = type(target)._default_manager.filter(pk=target.pk).first()  # type: ignore[misc]  # of three models
        target.save()
        path, old_path = path_of(target), path_of(before) if before else None
        FormerAddress.objects.filter(path=path).delete()  # in use again: nobody would ever be led on from it
        if old_path and old_path != path:
            lead_on(old_path, target)
