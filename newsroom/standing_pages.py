"""Saving standing pages: what is stored is sanitised, and their old addresses keep working."""

from urllib.parse import unquote

from django.db import transaction
from django.utils import timezone

from articles import body
from articles.models import MediaFile, Picture
from newsroom.models import Page, PageAddress


class Stale(Exception):
    """Someone saved the page in between; nothing was written."""


def version(page: Page) -> str:
    """Which saving of the page this is, for `save` to compare."""
    return page.modified_at.isoformat()


def save(page: Page, *, expected: str | None = None) -> None:
    """Raises Stale if `expected` is no longer the `version` that is stored."""
    with transaction.atomic():
        before = Page.objects.select_for_update(of=("self",)).filter(pk=page.pk).first()
        if before and expected is not None and expected != version(before):
            raise Stale
        page.body = body.clean(page.body)
        page.modified_at, page.is_placeholder = timezone.now(), False
        if page.is_published and page.published_at is None:
            page.published_at = page.modified_at
        page.save()
        shown = body.references(page.body)
        page.pictures.set(Picture.objects.filter(pk__in=shown.pictures))
        page.files.set(MediaFile.objects.filter(pk__in=shown.files))
        PageAddress.objects.filter(path=path_of(page)).delete()  # in use again
        if before and before.slug != page.slug and before.published_at:
            PageAddress.objects.update_or_create(path=path_of(before), defaults={"page": page})


def path_of(page: Page) -> str:
    return unquote(page.get_absolute_url()).rstrip("/")
