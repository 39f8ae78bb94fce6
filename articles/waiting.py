"""What texts refer to that wait beside what their articles say: no column of the database knows of it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Model

from articles import body
from articles.models import Author, Category, MediaFile, Picture
from articles.models.article import ArticleQuerySet
from articles.revisions import Content

AT_ONCE = 100  # texts


class Uses(NamedTuple):
    """Primary keys, which need not exist any more."""

    pictures: set[int]
    files: set[int]
    authors: set[int]
    categories: set[int]


PLACES: dict[type[Model], str] = {Picture: "pictures", MediaFile: "files", Author: "authors", Category: "categories"}


def uses(articles: ArticleQuerySet) -> Iterator[tuple[int, Uses]]:
    """By article; those without unpublished changes refer to what their columns do."""
    found = articles.exclude(working_copy=None).order_by("pk").values_list("pk", "working_copy__content")
    for pk, content in found.iterator(chunk_size=AT_ONCE):
        yield pk, _of(content)


def users_of(model: type[Model], keys: set[int], articles: ArticleQuerySet) -> list[int]:
    place = PLACES.get(model)
    return [pk for pk, used in uses(articles) if keys & getattr(used, place)] if place else []


def _of(content: Content) -> Uses:
    shown = body.references(content.get("body") or "")
    return Uses(
        shown.pictures | _keys(content, "lead_picture_id", "social_picture_id"),
        shown.files | _keys(content, "video_file_id"),
        {row["author"] for row in content.get("bylines", [])},
        _keys(content, "category_id"),
    )


def _keys(content: Content, *names: str) -> set[int]:
    return {content[name] for name in names if content.get(name) is not None}
