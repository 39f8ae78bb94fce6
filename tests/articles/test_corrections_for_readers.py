"""Where readers are told what was wrong: on the article, in its data and feeds, and among all corrections."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import corrections, publishing
from articles.models import Article, Correction

NOON = datetime(2026, 6, 1, 16, tzinfo=UTC)  # in New York
PATH = "/news/council-votes-on-the-bridge/"
WRONG, PLACE = "The bridge has <b>three</b> lanes.", "Second paragraph"
HOUR = timedelta(hours=1)


@pytest.fixture
def article(published, time_machine) -> Article:
    time_machine.move_to(NOON, tick=False)
    return published(body="<p>Two lanes.</p>", at=NOON - timedelta(days=1))


def correct(article: Article, kind: str = "correction", text: str = WRONG, place: str = PLACE) -> Correction:
    return corrections.correct(article, by=None, kind=kind, place=place, text=text)


def page(client: Client, address: str = PATH) -> str:
    return client.get(address).content.decode()


def graph(client: Client) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client))
    assert found
    return json.loads(found[1])["@graph"][0]


def test_article_shows_what_was_wrong_under_its_text_and_says_so_above(client, article):
    assert "Corrections</h2>" not in page(client)
    said = correct(article)
    html = page(client)
    assert html.count("The bridge has &lt;b&gt;three&lt;/b&gt; lanes.") == 1
    assert (
        html.index(f'href="#correction-{said.pk}"')
        < html.index("<p>Two lanes.</p>")
        < html.index(f'id="correction-{said.pk}"')
    )
    assert PLACE in html
    assert '<time datetime="2026-06-01T12:00:00-04:00"' in html


@pytest.mark.parametrize(("kind", "is_above"), [("retraction", True), ("editors_note", True), ("clarification", False)])
def test_what_must_be_known_first_stands_above_the_text(kind, is_above, client, article):
    said = correct(article, kind)
    html = page(client)
    assert (html.index(f'id="correction-{said.pk}"') < html.index("<p>Two lanes.</p>")) is is_above


def test_withdrawn_correction_stays_and_says_why(client, article, time_machine):
    said = correct(article, "retraction")
    time_machine.move_to(NOON + HOUR, tick=False)
    corrections.withdraw_correction(said, by=None, reason="It has two & no more.")
    html = page(client)
    assert WRONG.replace("<", "&lt;").replace(">", "&gt;") in html
    assert "It has two &amp; no more." in html
    assert "Withdrawn" in html
    assert html.index("<p>Two lanes.</p>") < html.index(f'id="correction-{said.pk}"')  # it leads no longer
    assert "correction" not in graph(client)
    assert "It has two &amp; no more." in page(client, "/corrections/")
    assert "It has two &amp;amp; no more." in page(client, "/corrections/feed/")


def test_machines_are_told(client, article, time_machine):
    before = graph(client)
    assert "correction" not in before
    assert before["dateModified"] == before["datePublished"]
    time_machine.move_to(NOON + HOUR, tick=False)
    said = correct(article)
    told = graph(client)
    [correction] = told["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"] == f"{PLACE}: {WRONG}"
    assert correction["datePublished"] == told["dateModified"] == "2026-06-01T13:00:00-04:00"
    assert correction["@id"].endswith(f"{PATH}#correction-{said.pk}")
    assert "Updated" not in page(client)  # it says nothing new; the correction has a date of its own


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_feeds_of_articles_tell_it_with_a_new_date(form, client, article, time_machine):
    address = f"/feed/{form}"
    before = page(client, address)
    assert "Second paragraph" not in before
    time_machine.move_to(NOON + HOUR, tick=False)
    correct(article)
    after = page(client, address)
    assert PLACE in after
    assert "three" in after
    if form:
        assert "2026-06-01T13:00:00-04:00" in after
        assert "2026-06-01T13:00:00-04:00" not in before


def test_all_corrections_stand_on_one_page_newest_first(client, article, published, time_machine):
    other = published("Harbour opens", at=NOON - HOUR)
    correct(article)
    time_machine.move_to(NOON + HOUR, tick=False)
    correct(other, text="It opened in May.")
    html = page(client, "/corrections/")
    assert html.index("It opened in May.") < html.index("three")
    assert "/news/harbour-opens/#correction-" in html
    publishing.take_down(other, by=None, reason="It did not open.")
    for address in ("/corrections/", "/corrections/feed/", "/corrections/feed/atom/", "/corrections/feed/json/"):
        assert "May" not in page(client, address)
        assert "three" in page(client, address)


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/atom+xml", "application/feed+json"])
def test_corrections_have_feeds(kind, client, article):
    said = correct(article)
    html = page(client, "/corrections/")
    address = re.search(rf'type="{re.escape(kind)}"[^>]*href="([^"]+)"', html)
    assert address
    response = client.get(address[1])
    assert response["Content-Type"].startswith(kind)
    assert f"correction-{said.pk}" in response.content.decode()
    assert "three" in response.content.decode()


def test_older_corrections_are_on_further_pages_each_once(client, article, time_machine):
    for number in range(45):
        if number % 3 == 0:  # some at the same moment
            time_machine.move_to(NOON + number * HOUR, tick=False)
        correct(article, text=f"Number {number:02}.")
    address, seen = "/corrections/", []
    while address:
        html = page(client, address)
        seen += re.findall(r"Number (\d\d)\.", html)
        older = re.search(r'rel="next"\s+href="(/[^"]+)"', html)
        address = older[1] if older else ""
    assert seen == [f"{number:02}" for number in range(44, -1, -1)]


@pytest.mark.parametrize("query", ["?before=x", "?before=-1.1", "?before=0.1"])
def test_pages_that_never_were_are_not_found(query, client, article):
    correct(article)
    assert client.get(f"/corrections/{query}").status_code == 404


def test_empty_page_of_corrections_is_there_and_sitemap_names_it_once_it_says_something(client, article):
    assert client.get("/corrections/").status_code == 200
    assert "/corrections/" not in page(client, "/sitemap-pages.xml")
    correct(article)
    assert "/corrections/" in page(client, "/sitemap-pages.xml")
    assert 'href="/corrections/"' in page(client, "/")


def test_corrections_cost_one_query_and_only_where_there_are_any(client, article):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(PATH)
        return len(asked)

    queries()
    before = queries()
    for number in range(5):
        correct(article, text=f"Number {number}.")
    assert queries() == before + 1
