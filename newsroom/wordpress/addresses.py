"""Where a path of a WordPress site, or a path of ours from before a change, leads today.

Only to what readers may see: an old address of a draft answers exactly as one that never existed.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from django.db.models import Q
from django.http import QueryDict
from taggit.models import Tag

from articles.archive import Period
from articles.models import Article, Author, Category, FormerAddress, MediaFile, Picture
from newsroom.models import ImportedSite, Page, PageAddress
from newsroom.wordpress.paths import LONGEST, address_key, upload_path, without_size

# What WordPress appends to the address of anything. All that is left of it here is whether a feed was asked for.
FEED = re.compile(r"(?:/comments)?/feed(?:/(?:rss2?|rdf|atom|json))?\Z")
ENDINGS = re.compile(r"(?:/page/\d{1,9}|/comment-page-\d{1,9}|/amp|/trackback|/embed|/\d{1,3})\Z")
PERIOD = re.compile(r"/([12]\d{3})(?:/(0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?)?\Z")
LIST = re.compile(r"/(category|tag|author)/(?:.*/)?([^/]+)\Z")
UPLOADS = re.compile(r"/(?:wp-content/uploads|files)/")
NAMED = {"tag": "tag", "category_name": "category", "author_name": "author"}
OTHER_FORMS = {"atom", "json"}
IDS = ("p", "page_id", "attachment_id")
NUMBER = re.compile(r"\d{1,18}\Z", re.ASCII)


def new_address(path: str, query: QueryDict) -> str | None:
    """The address to redirect to, or None when nothing visible ever stood at that path. Never `path` itself."""
    if "\0" in path or len(path) > 4 * LONGEST:
        return None
    asked_for = key = address_key(path)
    if key.startswith("/index.php"):  # where the server of the old site could not rewrite addresses
        key = path = key.removeprefix("/index.php") or "/"
    found = _of_query(key, query) if query else None
    if found is None and key != "/":
        found = _of_path(path, key)
    found = _in_its_form(found, key, query)
    # Asked for at this very path it was not found, so it would never be.
    is_loop = bool(found) and "?" not in str(found) and address_key(str(found)) == asked_for and not query
    return None if is_loop else found


def _in_its_form(found: str | None, key: str, query: Mapping[str, str]) -> str | None:
    """A feed that was asked for in another format than RSS is led to in that format."""
    form = query.get("feed") or key.rpartition("/feed/")[2]
    return f"{found}{form}/" if found and found.endswith("/feed/") and form in OTHER_FORMS else found


def is_plain_permalink(query: Mapping[str, str]) -> bool:
    """Whether the front page was asked for one article or page of the old site, so that it must not answer itself."""
    return any(NUMBER.match(query.get(name, "")) for name in IDS)


def _of_query(key: str, query: Mapping[str, str]) -> str | None:
    """Plain permalinks: /?p=12, and whatever else WordPress reads from the query of its front page."""
    for name in IDS:
        if NUMBER.match(number := query.get(name, "")):
            return _written_down([f"{key}?p={int(number)}"])
    if key != "/":
        return None
    is_feed = "feed" in query
    for name in ("cat", "author"):
        if NUMBER.match(number := query.get(name, "")):
            return _written_down([f"/?{name}={int(number)}"], is_feed=is_feed)
    for name, folder in NAMED.items():
        if slug := query.get(name):
            return _of_path("", address_key(f"/{folder}/{slug}{'/feed' if is_feed else ''}"))
    return _of_front_page(query, is_feed=is_feed)


def _of_front_page(query: Mapping[str, str], *, is_feed: bool) -> str | None:
    if re.match(r"[12]\d{3}(?:0[1-9]|1[0-2])?(?:\d\d)?\Z", month := query.get("m", ""), re.ASCII):
        return _period(f"/{month[:4]}/{month[4:6]}".rstrip("/"))
    if "s" in query:
        return f"/search/?{urlencode({'q': query['s'][:200]})}"
    return "/feed/" if is_feed else None


def _of_path(path: str, key: str) -> str | None:
    bare = key
    if without_feed := FEED.search(bare):
        bare = bare[: without_feed.start()]
    is_feed = bare != key
    candidates = [path.rstrip("/"), key, bare]
    while ending := ENDINGS.search(bare):
        bare = bare[: ending.start()]
        candidates.append(bare)
    if not bare:
        return "/feed/" if is_feed else "/latest/" if candidates else None
    found = _written_down([one[:LONGEST] for one in dict.fromkeys(candidates) if one], is_feed=is_feed)
    return found or _by_pattern(candidates, key, is_feed=is_feed)


def _by_pattern(candidates: list[str], key: str, *, is_feed: bool) -> str | None:
    """Addresses that need not be written down, because WordPress builds them from slugs and dates."""
    if UPLOADS.search(key):
        exact = f"/wp-content/uploads{upload_path(quote(key))}"
        return _written_down([exact, without_size(exact)])
    base = _base(key)
    for candidate in dict.fromkeys(one.removeprefix(base) for one in candidates):
        if (match := LIST.match(candidate)) and (found := _list(match.group(1), match.group(2), is_feed=is_feed)):
            return found
        if PERIOD.match(candidate):
            return _period(candidate)
        if base and candidate in {"", "/"}:
            return "/feed/" if is_feed else "/"
    return None


def _base(key: str) -> str:
    """The folder on its host in which an imported site stood, if the path is in it."""
    if key.count("/") < 1 or not key.strip("/"):
        return ""
    first = key.split("/")[1]
    for url in ImportedSite.objects.filter(url__contains=f"/{first}").values_list("url", flat=True):
        base = "/" + url.partition("/")[2]
        if key == base or key.startswith(f"{base}/"):
            return base
    return ""


# What is written down


def _written_down(paths: list[str], *, is_feed: bool = False) -> str | None:
    """Of several paths that are written down, the first in the list: they go from the whole to its beginnings."""
    targets = ("article__category", "category", "author", "tag", "picture", "media_file")
    rows = {row.path: row for row in FormerAddress.objects.select_related(*targets).filter(path__in=paths)}
    pages = {row.path: row.page for row in PageAddress.objects.select_related("page").filter(path__in=paths)}
    for path in paths:
        if (row := rows.get(path)) and (address := _target(row, is_feed=is_feed)):
            return address
        if (page := pages.get(path)) and Page.objects.visible().filter(pk=page.pk).exists():
            return page.get_absolute_url()
    return None


def _target(row: FormerAddress, *, is_feed: bool) -> str | None:
    if row.article:
        return row.article.get_absolute_url() if _answers(row.article) else None
    if row.picture:
        return _picture(row.picture, row.path)
    if row.media_file:
        return _file(row.media_file)
    return _with_feed(_list_address(row.category or row.author or row.tag), is_feed=is_feed)


def _answers(article: Article) -> bool:
    """With the article, or with the notice that stands where it stood."""
    is_explained = article.status == Article.Status.TAKEN_DOWN and article.takedown_reason != ""
    return article.is_visible or is_explained


def _list_address(found: Category | Author | Tag | None) -> str:
    """Empty for a tag or an author without visible articles: their pages are not found, as if they did not exist."""
    visible = Article.objects.visible()
    if isinstance(found, Tag):
        return f"/tag/{quote(found.slug)}/" if visible.tagged(found).exists() else ""
    if isinstance(found, Author) and not visible.by_author(found).exists():
        return ""
    return found.get_absolute_url() if found else ""


def _with_feed(address: str, *, is_feed: bool) -> str | None:
    return f"{address}feed/" if address and is_feed else address or None


def _picture(picture: Picture, path: str) -> str | None:
    """Its file if anyone may have that; the page WordPress made for each picture leads to the article that shows it."""
    if "/uploads/" not in path:
        shows = Article.objects.visible().filter(Q(lead_picture=picture) | Q(body_pictures=picture))
        if article := shows.select_related("category").order_by("pk").first():
            return article.get_absolute_url()
    on_pages = Picture.objects.filter(pages__in=Page.objects.visible())
    is_public = any(
        shown.filter(pk=picture.pk).exists() for shown in (Picture.objects.used_in_visible_articles(), on_pages)
    )
    return picture.url if picture.original and is_public else None


def _file(found: MediaFile) -> str | None:
    on_pages = MediaFile.objects.filter(pages__in=Page.objects.visible())
    public = (MediaFile.objects.used_in_visible_articles(), on_pages)
    return found.url if found.file and any(shown.filter(pk=found.pk).exists() for shown in public) else None


# What is built from slugs and dates


def _list(kind: str, slug: str, *, is_feed: bool) -> str | None:
    rows = {"category": Category.objects, "tag": Tag.objects, "author": Author._default_manager}[kind]
    return _with_feed(_list_address(rows.filter(slug=slug).first()), is_feed=is_feed)


def _period(candidate: str) -> str | None:
    match = PERIOD.match(candidate)
    if not match:
        return None
    year, month = int(match.group(1)), int(match.group(2) or 0)
    try:
        has_articles = Period(year, month).articles().exists()
    except (ValueError, OverflowError):
        return None
    if not has_articles:
        return None
    return f"/archive/{year:04d}/{month:02d}/" if month else f"/archive/{year:04d}/"
