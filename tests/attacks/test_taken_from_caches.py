"""What nginx keeps, and what it writes down, with deploy/nginx.conf before a site that fails."""

import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.attacks import shared_cache

STORY, TOKEN = "/news/bridge/", "dG9rZW4tb2YtYS1wcmV2aWV3LWxpbms"


class Site(ThreadingHTTPServer):
    """Answers every page with `status`, 200 with the text that was taken down; 0 is no answer at all."""

    status = 200


class Page(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status = 200 if self.path == "/healthz" else self.server.status
        if not status:
            self.close_connection = True
            return
        text = b"The text" if status == 200 else b"None"
        self.send_response(status)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def upstream() -> Iterator[Site]:
    upstream = Site(("127.0.0.1", 0), Page)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    yield upstream
    upstream.shutdown()
    upstream.server_close()


@pytest.fixture
def port(upstream: Site, tmp_path: Path) -> Iterator[int]:
    with shared_cache.before(upstream.server_port, tmp_path, kept="proxy_cache_valid 200 404 410 1s;") as port:
        yield port


def ask(port: int, address: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, address, headers={"Host": "news.example", **headers})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), answer.headers["X-Cache"] or ""
    connection.close()
    return found


def until_expired(port: int) -> tuple[int, str, str]:
    """What it says once it no longer is of the last second."""
    deadline = time.monotonic() + 10
    while ((found := ask(port, STORY))[2] == "HIT" or found[0] == 410) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def test_nothing_old_comes_back_after_a_takedown(upstream: Site, port: int, tmp_path: Path):
    assert ask(port, STORY) == (200, "The text", "MISS")
    upstream.status = 500
    assert until_expired(port) == (200, "The text", "STALE")  # better than none
    (tmp_path / "nothing-old").touch()
    assert ask(port, STORY)[:2] == (500, "None")
    upstream.status = 410
    assert ask(port, STORY)[:2] == (410, "None")
    upstream.status = 503
    assert until_expired(port)[:2] == (503, "None")
    upstream.status = 200
    assert ask(port, STORY, "POST")[:2] == (200, "The text")
    assert any(ask(port, STORY)[2] == "HIT" for _time in range(100))  # a rush is still one request a second


def test_address_of_a_preview_link_stands_in_no_log(upstream: Site, port: int, tmp_path: Path):
    for status in (200, 404, 500):
        upstream.status = status
        for address in (f"/preview/{TOKEN}/", f"//PREVIEW/{TOKEN}/media/pictures/1/a/b", f"/%70review/{TOKEN}/"):
            assert ask(port, address)[0] == status
        ask(port, "/static/css/site.css", Referer=f"https://news.example/preview/{TOKEN}/")
    upstream.status = 0
    assert ask(port, f"/preview/{TOKEN}/")[0] == 502
    written = "".join(file.read_text() for file in tmp_path.iterdir() if file.is_file() and "log" in file.name)
    assert '"https://news.example"' in written
    assert TOKEN not in written
