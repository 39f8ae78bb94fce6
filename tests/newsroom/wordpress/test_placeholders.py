"""The standing pages that the setup writes make room for those of the old site."""

import pytest
from django.test import Client

from newsroom import standing_pages
from newsroom.models import Page
from tests.newsroom.wordpress.export import page

pytestmark = pytest.mark.django_db


def test_imported_page_takes_the_place_of_an_untouched_placeholder(bring, client: Client):
    came = bring(page(31, "Write to us", name="contact", content="<p>Our own address.</p>"))
    assert came.says("took the place")
    assert b"Our own address." in client.get("/contact/").content
    assert Page.objects.filter(slug__startswith="contact").count() == 1
    assert not Page.objects.get(slug="contact").is_placeholder


def test_page_that_the_desk_has_saved_stays(bring, client: Client):
    here = Page.objects.get(slug="contact")
    here.body = "<p>Ring the bell.</p>"
    standing_pages.save(here)
    bring(page(31, "Write to us", name="contact"))
    assert b"Ring the bell." in client.get("/contact/").content
    assert Page.objects.get(slug="contact-2").title == "Write to us"


def test_page_that_is_not_public_replaces_nothing(bring, client: Client):
    bring(page(31, "Privacy", name="privacy", status="private"), page(32, "Terms", name="terms", status="draft"))
    assert client.get("/privacy/").status_code == 200
    assert client.get("/terms/").status_code == 200
    assert Page.objects.filter(slug__in=["privacy-2", "terms-2"], is_published=False).count() == 2


@pytest.mark.parametrize("query", ["p=999999", "page_id=999999", "attachment_id=999999"])
def test_plain_permalink_that_leads_nowhere_is_not_the_front_page(client: Client, query: str):
    assert client.get(f"/?{query}").status_code == 404
    assert client.get("/?utm_source=x&page=2").status_code == 200
