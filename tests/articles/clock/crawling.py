"""Asks for every address in every way that browsers, caches and robots ask, and keeps what came back."""

import gzip
import re
from collections.abc import Iterable
from typing import NamedTuple

from django.http.response import HttpResponseBase
from django.test import Client

from tests.articles.clock.stage import WORDS

WAYS: dict[str, dict[str, str]] = {
    "compressed": {"HTTP_ACCEPT_ENCODING": "gzip"},
    "as data": {"HTTP_ACCEPT": "application/json"},
    "a part": {"HTTP_RANGE": "bytes=0-400"},
    "the head": {},
}
# Made anew for every answer, whatever it says.
ONCE = re.compile(r'(name="csrfmiddlewaretoken" value|nonce|data-token|name="token" value|csrf[\w-]*" content)="[^"]*"')
KEPT = (
    "Content-Type",
    "Content-Length",
    "Location",
    "Last-Modified",
    "ETag",
    "Link",
    "Content-Range",
    "Content-Disposition",
)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str
    lifetime: int
    asked: str

    @property
    def words(self) -> list[str]:
        """Those it tells. What was asked for comes back, in links to sign in for example."""
        said, asked = f"{self.headers} {self.text}".lower(), self.asked.lower()
        return [word for word in WORDS if word.lower() in said and word.lower() not in asked]


def lifetime(response: HttpResponseBase) -> int:
    """How long anybody may show it without asking again, in seconds."""
    control = response.headers.get("Cache-Control", "")
    if "no-store" in control or "no-cache" in control:
        return 0
    return max((int(each) for each in re.findall(r"(?:max-age|s-maxage)=(\d+)", control)), default=0)


def ask(client: Client, address: str, way: str = "plainly", **headers: str) -> Answer:
    method = client.head if way == "the head" else client.get
    response = method(address, **WAYS.get(way, {}), **headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
        response.headers.pop("Content-Length", None)  # a few bytes of chance are in it
    kind = response.headers.get("Content-Type", "")
    text = content.decode("latin-1" if kind.startswith(("image/", "application/octet")) else "utf-8", "replace")
    kept = {name: response.headers[name] for name in KEPT if name in response.headers}
    if ONCE.search(text):
        kept.pop("ETag", None), kept.pop("Content-Length", None)
    return Answer(response.status_code, kept, ONCE.sub("", text), lifetime(response), address)


def crawl(client: Client, addresses: Iterable[str], way: str = "plainly") -> dict[str, Answer]:
    return {address: ask(client, address, way) for address in addresses}
