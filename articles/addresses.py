"""Addresses: finding a free one, and keeping the old one alive when something moves."""

import re
import unicodedata
from typing import TypeAlias
from urllib.parse import unquote

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
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
    """A slug made of `text` that no article in `among` has or had, and no address of the site itself.

    A slug that was given up is not free: links to /news/letters/ would from then on show another article.
    """
    slug = slug_from(text)
    stem = slug[: MAX_LENGTH - 8].rstrip("-")
    in_use = set(among.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    were_in_use = FormerAddress.objects.filter(article__in=among, path__contains=f"/{stem}")
    in_use |= {slug_at(path) for path in were_in_use.values_list("path", flat=True)}
    number = 2
    while slug in in_use:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def why_not(slug: str, article: Article | None) -> str:
    """Why it cannot be the slug of that article, in words for the desk; empty if it can.

    A slug that was given up is not free either. Asked are the places where it can have been, each by the index.
    """
    others = Article.objects.exclude(pk=article.pk) if article else Article.objects.all()
    if others.filter(slug=slug).exists():
        return _("Another article has this address.")
    former = FormerAddress.objects.filter(category__isnull=False).values_list("path", flat=True)
    places = {f"/{place}" for place in Category.objects.values_list("slug", flat=True)} | set(former)
    led_on = FormerAddress.objects.filter(path__in=[f"{place}/{slug}" for place in places], article__isnull=False)
    if led_on.exclude(article=article).exists():
        return _("This was the address of another article, and leads there.")
    return ""


def slug_at(path: str) -> str:
    """The slug of the article that would answer at `path`, which must be of the form /category/slug; else empty."""
    steps = path.split("/")
    return steps[2] if len(steps) == 3 and "?" not in path else ""


def given_up() -> dict[str, set[str]]:
    """Slugs that articles had and have no longer, each with the paths where they had them. Reads all addresses once."""
    ends_with_slug = Concat(Value("/"), F("article__slug"))
    moved = FormerAddress.objects.filter(article__isnull=False).exclude(path__contains="?")
    found: dict[str, set[str]] = {}
    for path in moved.exclude(path__endswith=ends_with_slug).values_list("path", flat=True).iterator():
        if slug := slug_at(path):
            found.setdefault(slug, set()).add(path)
    return found


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
