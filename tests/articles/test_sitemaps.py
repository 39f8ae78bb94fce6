from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree
from django.test import Client

from articles import sitemaps
from articles.models import Author, Category
from articles.revisions import Credit

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"
MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)


def listed(client: Client, address: str) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == 200
    entries = ElementTree.fromstring(response.content)
    return {entry[0].text: entry[1].text if len(entry) > 1 else "" for entry in entries}


def test_index_leads_to_every_address_once(client: Client, published, author: Author):
    published("Old", at=datetime(2019, 12, 31, 12, tzinfo=UTC), bylines=[Credit(author)])
    published("New", at=MARCH)
    files = listed(client, "/sitemap.xml")
    assert set(files) == {
        f"{SITE}/sitemap-{name}.xml"
        for name in ("pages", "categories", "authors-1", "articles-2026-03-1", "articles-2019-12-1")
    }
    found = [address for file in files for address in listed(client, file.removeprefix(SITE))]
    assert len(found) == len(set(found))
    expected = {"/", "/latest/", "/news/", "/privacy/", "/news/old/", "/news/new/", "/author/dana-whitlock/"}
    assert {f"{SITE}{path}" for path in expected} <= set(found)
    assert all(client.get(address.removeprefix(SITE)).status_code == 200 for address in found)


def test_lastmod_is_when_readers_last_saw_a_change(client: Client, published, time_machine):
    time_machine.move_to(MARCH, tick=False)
    published()
    assert listed(client, "/sitemap-articles-2026-03-1.xml") == {
        f"{SITE}/news/council-votes-on-the-bridge/": "2026-03-01T12:00:00+00:00"
    }
    assert listed(client, "/sitemap.xml")[f"{SITE}/sitemap-articles-2026-03-1.xml"] == "2026-03-01T12:00:00+00:00"


def test_long_month_is_cut_into_parts(client: Client, published, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    for number in range(5):
        published(f"Article {number}", at=MARCH)
    files = [file for file in listed(client, "/sitemap.xml") if "articles" in file]
    assert files == [f"{SITE}/sitemap-articles-2026-03-{part}.xml" for part in (1, 2, 3)]
    found = [len(listed(client, file.removeprefix(SITE))) for file in files]
    assert found == [2, 2, 1]


def test_categories_with_nothing_to_read_are_not_listed(client: Client, published, draft):
    Category.objects.all().delete()
    world = Category.objects.create(name="World", slug="world")
    asia = Category.objects.create(name="Asia", slug="asia", parent=world)
    Category.objects.create(name="Videos", slug="videos")
    draft("Draft", category=Category.objects.create(name="Secret", slug="secret"))
    assert listed(client, "/sitemap-categories.xml") == {}
    published("Monsoon", category=asia)
    assert {*listed(client, "/sitemap-categories.xml")} == {f"{SITE}/world/", f"{SITE}/asia/"}
    published("Film", category=asia, video_provider="youtube", video_id="dQw4w9WgXcQ")
    assert f"{SITE}/videos/" in listed(client, "/sitemap-categories.xml")


def test_what_is_kept_out_of_search_engines_is_not_listed(client: Client, published):
    published("Hidden", is_hidden_from_search=True, at=MARCH)
    published("Elsewhere", canonical_url="https://example.org/", at=MARCH)
    assert listed(client, "/sitemap-articles-2026-03-1.xml") == {}


@pytest.mark.parametrize(
    "path",
    ["articles-2026-03-2", "articles-2026-03-0", "articles-9999-12-1", "authors-2", "authors-99999999999999999999"],
)
def test_part_that_is_named_nowhere_is_not_found(path: str, client: Client, published):
    published(at=MARCH)
    assert client.get(f"/sitemap-{path}.xml").status_code == 404


@pytest.mark.parametrize(
    "path", ["sitemap.xml", "sitemap-pages.xml", "sitemap-categories.xml", "sitemap-authors-1.xml"]
)
def test_sitemaps_refuse_to_be_posted_to(path: str, client: Client, db):
    assert client.post(f"/{path}").status_code == 405


def test_slug_of_any_script_is_written_as_an_address(client: Client, published):
    published("Мост", slug="мост", category=Category.objects.create(name="Мир", slug="мир"), at=MARCH)
    (address,) = listed(client, "/sitemap-articles-2026-03-1.xml")
    assert address.isascii()
    assert client.get(address.removeprefix(SITE)).status_code == 200
