"""What search engines are told of: articles by month and of the last two days, categories and authors.

Files of bounded length, written by articles/sitemap_xml.py.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Exists, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import get_default_timezone, localtime

from articles.archive import Period, with_articles, years
from articles.listings import VIDEO_LIST
from articles.models import Article, Author, Category
from articles.models.article import ArticleQuerySet
from articles.sitemap_xml import Entry, image_of, news_of, video_of

PART = 5000
RECENTLY_SAVED = 1000
# What Google News reads: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_AGE = timedelta(hours=48)
MOST_NEWS = 1000
MEASURED = tuple(f"lead_picture__{field}" for field in "original content_hash focal_x focal_y width height".split())
VIDEO = ("headline", "standfirst", "article_type", "video_provider", "video_id", "video_seconds")
VIDEO_FILE = ("video_file__file", "video_file__content_hash")


def files() -> Iterator[Entry]:
    """The files with articles, categories and authors."""
    yield Entry(reverse("articles:sitemap_categories"))
    newest_author = Author.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for part in range(1, ceil(newest_author / PART) + 1):
        yield Entry(reverse("articles:sitemap_authors", args=[part]))
    changed = _recent_changes()
    for year in years():
        months = with_articles(year.months)
        long = set(with_articles(months, beyond=PART))
        for month in months:
            count = ceil(month.articles().count() / PART) if month in long else 1
            for part in range(1, count + 1):
                address = reverse("articles:sitemap_month", args=[month.year, month.month, part])
                yield Entry(address, changed.get(month))


def of_month(period: Period, part: int) -> list[Entry]:
    articles = _to_be_found(period.articles()).order_by("published_at", "pk")
    fields = articles.select_related("category", "lead_picture", "video_file").only(
        "slug", "category__slug", "published_at", "modified_at", "embargo_until", *MEASURED, *VIDEO, *VIDEO_FILE
    )
    return [
        Entry(article.get_absolute_url(), _changed_at(article), [*image_of(article), *video_of(article)])
        for article in fields[PART * (part - 1) :][:PART]
    ]


def of_news(publication_name: str) -> list[Entry]:
    """Of the last two days, newest first; what was paid for is no news."""
    since = timezone.now() - NEWS_AGE
    articles = _to_be_found(Article.objects.visible()).filter(published_at__gt=since, is_sponsored=False)
    fields = articles.latest_first().select_related("category")
    fields = fields.only("headline", "slug", "category__slug", "published_at")[:MOST_NEWS]
    return [Entry(article.get_absolute_url(), None, [news_of(article, publication_name)]) for article in fields]


def newest_change() -> datetime | None:
    """When the front page and the list of the latest last changed."""
    return Article.objects.visible().latest_first().values_list("published_at", flat=True).first()


def of_categories() -> list[Entry]:
    newest = Article.objects.visible().filter(category=OuterRef("pk")).latest_first().values("published_at")[:1]
    categories = list(Category.objects.in_order().annotate(newest=Subquery(newest)))
    shown = _with_something_to_read(categories, [category.pk for category in categories if category.newest])
    return [Entry(category.get_absolute_url(), category.newest) for category in categories if category.pk in shown][
        :PART
    ]


def _with_something_to_read(categories: Sequence[Category], filled: list[int]) -> set[int]:
    """Those `filled` themselves, those these are part of, and the one that gathers all videos."""
    parents = {category.pk: category.parent_id for category in categories}
    videos = [category.pk for category in categories if category.slug == VIDEO_LIST]
    has_videos = bool(videos) and Article.objects.visible().with_video().exists()
    shown: set[int] = set()
    for end in [*filled, *(videos if has_videos else [])]:
        step: int | None = end
        while step and step not in shown:
            shown.add(step)
            step = parents[step]
    return shown


def of_authors(part: int) -> list[Entry]:
    """Those with something to read. A part is a range of primary keys, so that every part costs the same."""
    shown = Article.objects.visible().filter(bylines__author=OuterRef("pk"))
    authors = Author.objects.filter(Exists(shown), pk__gt=PART * (part - 1), pk__lte=PART * part).order_by("pk")
    return [Entry(author.get_absolute_url()) for author in authors.only("slug")]


def _to_be_found(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.filter(is_hidden_from_search=False, canonical_url="")


def _changed_at(article: Article) -> datetime:
    return max(filter(None, (article.modified_at, article.published_at, article.embargo_until)))


def _recent_changes() -> dict[Period, datetime]:
    """Per month of publication, when an article of it last changed for readers; months without for long are left out.

    Telling it for every month would read every article.
    """
    changes: dict[Period, datetime] = {}
    saved = Article.objects.visible().order_by("-modified_at", "-pk")
    for article in saved.only("published_at", "modified_at", "embargo_until")[:RECENTLY_SAVED]:
        published = localtime(article.published_at, get_default_timezone())
        month, changed_at = Period(published.year, published.month), _changed_at(article)
        changes[month] = max(changed_at, changes.get(month, changed_at))
    return changes
