"""What the search field offers: visible articles and subjects that begin with what was typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import suggestions


def suggest(client: Client, query: str) -> dict:
    response = client.get("/search/suggestions/", {"q": query})
    assert response.status_code == 200
    return response.json()


def headlines(client: Client, query: str) -> list[str]:
    return [line["text"] for line in suggest(client, query)["articles"]]


def test_words_begin_words_of_headlines_in_any_order(client: Client, published):
    published("Council votes on the bridge", at=timezone.now() - timedelta(hours=1))
    published("Bridge closes for repairs")
    published("Abridged edition")
    assert headlines(client, "bri") == ["Bridge closes for repairs", "Council votes on the bridge"]
    assert headlines(client, "bri COUN") == ["Council votes on the bridge"]
    assert headlines(client, "ridge") == []


def test_case_and_accents_do_not_matter(client: Client, published):
    published("Été à Zürich", slug="ete")
    assert headlines(client, "zur") == headlines(client, "ÉTÉ") == headlines(client, "ete zü") == ["Été à Zürich"]


def test_nothing_that_readers_cannot_see(client: Client, published, draft):
    draft("Bridge secret", tags=["Bridge plans"])
    published("Bridge tomorrow", at=timezone.now() + timedelta(days=1), tags=["Bridge future"])
    assert suggest(client, "bridge") == {"articles": [], "topics": [], "said": "0 suggestions"}


def test_topics_are_categories_and_tags_in_use(client: Client, published):
    published("Council votes", tags=["Newsprint", "Newtown", "Bridges"])
    assert suggest(client, "new")["topics"] == [
        {"text": "News", "address": "/news/"},
        {"text": "Newsprint", "address": "/tag/newsprint/"},
    ]


def test_at_most_six_articles_two_topics_and_five_queries(client: Client, published, django_assert_max_num_queries):
    for number in range(8):
        published(f"News {number}", tags=[f"News tag {number}"])
    with django_assert_max_num_queries(5):
        found = suggest(client, "news")
    assert (len(found["articles"]), len(found["topics"]), found["said"]) == (6, 2, "8 suggestions")


def test_only_the_newest_are_looked_at(client: Client, published, monkeypatch):
    monkeypatch.setattr(suggestions, "LOOKED_AT", 1)
    published("Bridge of old", at=timezone.now() - timedelta(days=1))
    published("Something else")
    assert headlines(client, "bridge") == []


@pytest.mark.parametrize(
    "query", ["", "a", "%", "_%", "\0\0", "' OR 1=1 --", "<script>", "(((", "x" * 5000, "ﬃ ﬁ", "١٢"]
)
def test_no_query_is_an_error(client: Client, published, query: str):
    published()
    assert suggest(client, query)["articles"] == []


def test_answer_is_the_same_for_everyone_and_not_indexed(client: Client, published):
    published()
    response = client.get("/search/suggestions/", {"q": "bridge"})
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert client.post("/search/suggestions/").status_code == 405
