"""What browsers are given for times without a connection, as the server sees it."""

import json

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from newsroom.models import Site
from newsroom.views import offline

PAGES = ["/offline/", "/saved/"]

pytestmark = pytest.mark.django_db


def shell(client: Client) -> dict:
    line = client.get("/service-worker.js").content.decode().partition("\n")[0]
    return json.loads(line.removeprefix("const shell = "))


def test_worker_is_asked_for_anew_each_time(client: Client):
    response = client.get("/service-worker.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert client.post("/service-worker.js").status_code == 405


def test_worker_keeps_the_pages_and_all_they_are_made_of(client: Client):
    kept = shell(client)
    assert set(PAGES) < set(kept["files"])
    assert kept["offline"] == "/offline/"
    for page in PAGES:
        tree = LexborHTMLParser(client.get(page).content)
        linked = [
            tree.css_first("link[rel=stylesheet]").attributes["href"],
            tree.css_first("script[src]").attributes["src"],
        ]
        modules = {element.attributes["data-module"] for element in tree.css("[data-module]")}
        assert {*linked, *(f"/static/js/reader/{module}.js" for module in modules)} <= set(kept["files"])


def test_change_of_any_kept_file_is_a_new_version(client: Client, monkeypatch: pytest.MonkeyPatch):
    before = shell(client)["version"]
    monkeypatch.setattr(offline, "SHELL", (*offline.SHELL, "fonts/newsreader-text.woff2"))
    assert shell(client)["version"] != before


def test_change_of_what_the_kept_pages_say_is_a_new_version(client: Client):
    before = shell(client)["version"]
    Site.objects.update_or_create(pk=1, defaults={"name": "The Evening Ledger"})
    cache.clear()
    assert shell(client)["version"] != before


def test_pages_are_not_made_for_each_visit(client: Client, monkeypatch: pytest.MonkeyPatch):
    cache.clear()
    before = shell(client)["version"]
    monkeypatch.setattr(offline, "render_to_string", lambda *_, **__: pytest.fail("made again"))
    assert shell(client)["version"] == before


def test_worker_switched_off_keeps_nothing_and_leaves(client: Client, settings: LazySettings):
    settings.SERVICE_WORKER = False
    script = client.get("/service-worker.js").content.decode()
    assert "registration.unregister()" in script
    assert "caches.delete" in script
    assert '"fetch"' not in script
    assert "data-worker" not in client.get("/saved/").content.decode()


def test_pages_ask_for_the_worker(client: Client, settings: LazySettings):
    settings.SERVICE_WORKER = True
    assert LexborHTMLParser(client.get("/saved/").content).body.attributes["data-worker"] == "/service-worker.js"


@pytest.mark.parametrize("page", PAGES)
def test_pages_help_readers_without_scripts_and_stay_out_of_search_engines(page: str, client: Client):
    response = client.get(page)
    tree = LexborHTMLParser(response.content)
    assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert len(tree.css("h1")) == 1
    links = LexborHTMLParser(tree.css_first("main noscript").inner_html or "").css("a")
    assert [link.attributes["href"] for link in links] == ["/accounts/saved/", "/latest/"]
    assert client.post(page).status_code == 405
