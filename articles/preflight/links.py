"""Where the text leads to: nothing that readers are refused, nothing of this desk, nothing without words."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.models import Article, FormerAddress
from articles.preflight.finding import Finding, advice
from articles.preflight.subject import Batch, Subject

OF_THE_DESK = re.compile(r"/(admin|preview|accounts|wp-admin)(/|$)")
AT_HOME = re.compile(
    r"localhost|.*\.(localhost|local|internal|test)|0\.0\.0\.0|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|::1",
)
NAMED = 3


def to_the_unpublished(subject: Subject) -> Iterator[Finding]:
    """Whether there is such a draft is not told: that it exists is for those who may see it."""
    lost = [path for path in _own_paths(subject) if path in subject.batch.answer(_lost)]
    if lost:
        words = _("Readers get nothing at %s: it is not published, or there is no such article.")
        yield Finding("link_unpublished", "body", words % _some(lost))


def to_the_desk(subject: Subject) -> Iterator[Finding]:
    found = dict.fromkeys(link.address for link in subject.outline.links if _is_inside(link.address))
    if found:
        yield Finding("link_inside", "body", _("Readers cannot open %s.") % _some(found))


def unprotected(subject: Subject) -> Iterator[Finding]:
    found = dict.fromkeys(
        link.address
        for link in subject.outline.links
        if link.address.lower().startswith("http://") and not _is_inside(link.address)
    )
    if found:
        words = _("%s is not protected on its way: try it with https.")
        yield advice("link_http", "body", words % _some(found))


def empty(subject: Subject) -> Iterator[Finding]:
    links = subject.outline.links
    if any(link.address in ("", "#") for link in links):
        yield advice("link_nowhere", "body", _("A link in the text leads nowhere."))
    if any(not link.words and not link.has_picture for link in links):
        yield advice("link_empty", "body", _("A link in the text has no words."))


def _is_inside(address: str) -> bool:
    parts = _parts(address)
    if parts is None:
        return False
    host, path = parts
    is_ours = host in ("", _host())
    return bool((host and host != _host() and AT_HOME.fullmatch(host)) or (is_ours and OF_THE_DESK.match(path)))


def _own_paths(subject: Subject) -> dict[str, None]:
    """In the order of the text."""
    return dict.fromkeys(path for link in subject.outline.links if (path := _own_path(link.address)))


def _own_path(address: str) -> str:
    parts = _parts(address)
    return unquote(parts[1]) if parts and parts[0] in ("", _host()) else ""


def _parts(address: str) -> tuple[str, str] | None:
    """Host and path of what leads to a page."""
    try:
        parts = urlsplit(address)
        return ((parts.hostname or "").lower(), parts.path) if parts.scheme in ("", "http", "https") else None
    except ValueError:
        return None


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _slug(path: str) -> str:
    """Of the article an address would lead to; empty for anything else of the site."""
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return ""
    return str(match.kwargs["slug"]) if match.view_name == "articles:article" else ""


def _lost(batch: Batch) -> set[str]:
    """The paths at which readers get nothing, of all that these texts lead to."""
    paths = {path for subject in batch.subjects for path in _own_paths(subject)}
    slugs = {path: slug for path in paths if (slug := _slug(path))}
    visible = _visible(slugs.values()) if slugs else set()
    lost = {path for path, slug in slugs.items() if slug not in visible}
    led_on = _led_on(lost) if lost else set()
    return {path for path in lost if path.rstrip("/") not in led_on}


def _visible(slugs: Iterable[str]) -> set[str]:
    return set(Article.objects.visible().filter(slug__in=set(slugs)).values_list("slug", flat=True))


def _led_on(paths: Iterable[str]) -> set[str]:
    known = FormerAddress.objects.filter(path__in={path.rstrip("/") for path in paths})
    return set(known.filter(article__in=Article.objects.visible()).values_list("path", flat=True))


def _some(found: Iterable[str]) -> str:
    every = list(found)
    named = ", ".join(address[:100] for address in every[:NAMED])
    rest = len(every) - NAMED
    return _("%(named)s and %(rest)s more") % {"named": named, "rest": rest} if rest > 0 else named
