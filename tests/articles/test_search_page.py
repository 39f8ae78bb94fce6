from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import search


def found(client: Client, query: str) -> list[str]:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    return [node.text() for node in LexborHTMLParser(response.content).css("main h3 a")]


def test_every_word_must_occur_somewhere(client: Client, published):
    published("Council votes", standfirst="On the bridge", body="<p>Nine to four</p>")
    published("Council rests")
    assert found(client, "council bridge nine") == ["Council votes"]
    assert set(found(client, "COUNCIL")) == {"Council votes", "Council rests"}
    assert found(client, "council ferry") == []


def test_markup_is_not_searched_but_words_around_it_are(client: Client, published):
    published("Link", body='<p class="x">See <a href="https://example.org/">the map</a> of R&amp;D &lt;here&gt;</p>')
    assert found(client, "href") == found(client, "amp") == found(client, "example.org") == []
    assert found(client, "map") == found(client, "r&d") == found(client, "<here>") == ["Link"]


def test_what_is_looked_at_is_bounded_and_bodies_are_not_carried(published, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(search, "LOOKED_AT", 2)
    published("The href of it", at=timezone.now() - timedelta(days=1))
    for number in range(2):
        published(f"Link {number}", body='<p><a href="/">x</a></p>')
    with django_assert_max_num_queries(4):
        assert search.find("href") == []
        assert {"body"} <= search.find("link")[0].get_deferred_fields()


def test_wildcards_are_letters(client: Client, published):
    published("Tax rises by 5%", slug="tax")
    published("Nothing rises")
    assert found(client, "5%") == ["Tax rises by 5%"]
    assert found(client, "r_ses") == []


BAD = [
    "",
    " ",
    "\t\n",
    '"',
    '""',
    "'",
    "%",
    "\\",
    "\0",
    "a\0b",
    "x" * 10_000,
    "a " * 5_000,
    "OR",
    "a AND",
    "(",
    "*",
    "-",
    ":",
    "\ud800",
    "\u202e",
    "🦆",
]


@pytest.mark.parametrize("query", BAD, ids=range(len(BAD)))
def test_no_query_is_an_error(query: str, client: Client, published):
    published()
    encoded = query.encode("utf-8", "surrogatepass")
    assert client.get("/search/", {"q": encoded}).status_code == 200
    list(search.find(query))


def test_query_is_shown_as_text(client: Client, db):
    content = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


def test_results_are_bounded_and_kept_out_of_search_engines(client: Client, published):
    for number in range(4):
        published(f"Bridge {number}")
    assert len(search.find("bridge", most=3)) == 3
    content = client.get("/search/?q=bridge").content.decode()
    assert '<meta name="robots" content="noindex">' in content
    assert "4 results for “bridge”" in content
