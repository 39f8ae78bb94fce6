"""The links of a comment, read as a browser reads them: where they lead, not what they look like."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import ada_url
from selectolax.lexbor import LexborHTMLParser

WEB = ("http:", "https:")


def hosts(html: str, *, base: str) -> list[str]:
    """Of each link to the web in sanitised HTML, in ASCII and small letters; `base` is the page it stands in."""
    found = LexborHTMLParser(html).css("a[href]")
    return [host for link in found if (host := host_of(link.attributes.get("href") or "", base=base))]


def host_of(address: str, *, base: str) -> str | None:
    """None for what leads nowhere in the web."""
    try:
        read = ada_url.URL(address, base)
    except ValueError:
        return None
    return str(read.hostname).rstrip(".") if read.protocol in WEB else None


def leading_away(html: str, *, site: str) -> list[str]:
    """The hosts of links to other sites than this."""
    own = urlsplit(site).hostname
    return [host for host in hosts(html, base=site) if host != own]


def is_of(host: str, domains: Iterable[str]) -> bool:
    """Whether it is one of the domains or below one: a.b.example of b.example, and not evilb.example."""
    parts = host.split(".")
    return not {".".join(parts[start:]) for start in range(len(parts))}.isdisjoint(domains)
