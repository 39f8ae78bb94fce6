"""What the lists of the site are, and which articles the page and the feed of one subject list: the same."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet

VIDEO_LIST = "videos"


class Listing(NamedTuple):
    """What a page that lists articles, and its feed, say of themselves."""

    name: str
    address: str
    about: str = ""
    feed: str = ""
    is_subject: bool = False
    key: str = ""  # of what can be followed, as Follow.key has it


class Group(NamedTuple):
    """Articles of a list that stand under one heading: those of a `day`, or all there are."""

    day: date | None
    articles: list[Article]


def in_one(articles: Iterable[Article]) -> list[Group]:
    found = list(articles)
    return [Group(None, found)] if found else []


def by_day(articles: Iterable[Article]) -> list[Group]:
    """In the publication's time zone. The last day may go on on the next page."""
    return [
        Group(day, list(of_day))
        for day, of_day in groupby(articles, key=lambda article: localdate(article.published_at))
    ]


def everything() -> Listing:
    """The front page, as feeds have it: all articles, newest first."""
    return Listing("", reverse("articles:home"), feed=reverse("articles:feed"))


def latest() -> Listing:
    return Listing(_("Latest news"), reverse("articles:latest"), feed=reverse("articles:latest_feed"))


def of_category(category: Category) -> Listing:
    feed = reverse("articles:category_feed", args=[category.slug])
    return Listing(
        category.name, category.get_absolute_url(), category.description, feed, key=f"category={category.pk}"
    )


def of_tag(tag: Tag) -> Listing:
    return Listing(
        tag.name,
        reverse("articles:tag", args=[tag.slug]),
        feed=reverse("articles:tag_feed", args=[tag.slug]),
        is_subject=True,
        key=f"tag={tag.pk}",
    )


def of_author(author: Author) -> Listing:
    feed = reverse("articles:author_feed", args=[author.slug])
    return Listing(author.name, author.get_absolute_url(), author.bio, feed, key=f"author={author.pk}")


def in_category(category: Category) -> ArticleQuerySet:
    """Those of the category and its parts; the category of that name also gathers every article with a video."""
    visible = Article.objects.visible()
    return visible.in_video_list(category) if category.slug == VIDEO_LIST else visible.in_category(category)
