"""Where links and pictures of the old site's texts lead, seen from here."""

import re
from urllib.parse import urljoin, urlsplit

from articles.body import ID_PREFIX
from newsroom.wordpress.figures import Shown
from newsroom.wordpress.library import Library

PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|heic|tiff?)\Z", re.IGNORECASE)
OF_WORDPRESS = re.compile(r"(?:comment-\d+|more-\d+|comments|respond|content|top)\Z")


class Links:
    """Own addresses lose their host: what remains is a path that a former address answers, or our own."""

    def __init__(self, site_url: str, library: Library) -> None:
        self.site_url = site_url if "://" in site_url else f"https://{site_url}"
        self._library = library
        host = (urlsplit(self.site_url).hostname or "").removeprefix("www.")
        self._hosts = {host, f"www.{host}"} if host else set()

    def absolute(self, url: str, base: str) -> str:
        """Raises ValueError for what is no address."""
        return urljoin(base or f"{self.site_url}/", url.strip())

    def is_own(self, url: str) -> bool:
        return urlsplit(url).hostname in self._hosts

    def rewritten(self, href: str, base: str) -> str:
        """`base` is the address of the text in which the link stands."""
        if not href or href.startswith("#"):
            return href
        try:
            absolute = self.absolute(href, base)
            parts = urlsplit(absolute)
            is_own = self.is_own(absolute)
        except ValueError:
            return href
        if parts.scheme not in {"http", "https"}:
            return href
        if (found := self.file_at(absolute)) and not found.is_picture:
            return found.url
        if not is_own:
            return href.strip()
        query = f"?{parts.query}" if parts.query else ""
        return f"/{parts.path.lstrip('/')}{query}{_fragment(parts.fragment)}"

    def file_at(self, url: str) -> Shown | None:
        """Only what has the look of a file: a look-up for every link would find nothing for most."""
        try:
            path = urlsplit(url).path
        except ValueError:
            return None
        return self._library.by_url(url) if "." in path[-6:] else None

    def leads_to_picture(self, href: str) -> bool:
        """To a larger size of it, or to the page that WordPress made around it: what a picture needs no link for."""
        return bool(PICTURE_FILE.search(href.partition("?")[0])) or self._library.is_attachment_page(href)


def _fragment(given: str) -> str:
    """Ids in texts have a prefix here; those that WordPress itself put on its pages are gone."""
    if not given or OF_WORDPRESS.match(given):
        return ""
    return f"#{given}" if given.startswith(ID_PREFIX) else f"#{ID_PREFIX}{given}"
