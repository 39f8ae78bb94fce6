"""Which pages browsers may fetch ahead."""

import pytest
from django.test import Client

from articles.models import Article

pytestmark = pytest.mark.django_db

HEADER = "Speculation-Rules"


def test_public_pages_name_the_rules(client: Client, published):
    article: Article = published()
    for address in ("/", "/latest/", article.get_absolute_url(), "/search/?q=bridge"):
        assert client.get(address)[HEADER] == '"/speculation-rules.json"'


def test_nothing_else_does(client: Client):
    for address in ("/accounts/login/", "/no-such-page/", "/feed/", "/robots.txt", "/service-worker.js"):
        assert HEADER not in client.get(address), address


def test_rules_are_kept_for_a_day_and_only_fetch(client: Client):
    response = client.get("/speculation-rules.json")
    assert response["Content-Type"] == "application/speculationrules+json"
    assert response["Cache-Control"] == "public, max-age=86400"
    rules = response.json()
    assert list(rules) == ["prefetch"]
    assert [rule["eagerness"] for rule in rules["prefetch"]] == ["moderate"]
    assert client.post("/speculation-rules.json").status_code == 405
