"""The publication's own row, as the desk edits it and as pages show it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from newsroom.models import Site

FIELDS = {"name": "The Ledger", "tagline": "", "description": "", "owner": "Ledger Ltd"}
LINKS = [
    {"name": "Mastodon", "url": "https://social.example/@ledger"},
    {"name": "The Ledger on film", "url": "https://video.example/l"},
]


def save(desk: Client, lines: str) -> int:
    return desk.post("/admin/newsroom/site/1/change/", FIELDS | {"social_links": lines}).status_code


def test_desk_writes_one_account_a_line_and_readers_see_them(desk: Client):
    written = "Mastodon https://social.example/@ledger\n\n  The Ledger on film  https://video.example/l \n"
    assert save(desk, written) == 302
    assert Site.current().social_links == LINKS
    page = desk.get("/latest/").content.decode()
    assert page.count('href="https://social.example/@ledger"') == 2  # drawer and footer
    assert "Ledger Ltd" in page
    assert "The Ledger on film https://video.example/l" in desk.get("/admin/newsroom/site/1/change/").content.decode()
    assert save(desk, "") == 302
    assert "Follow us" not in desk.get("/latest/").content.decode()


@pytest.mark.parametrize("line", ["Mastodon", "X javascript:alert(1)", "X ftp://a.example/", "X //a.example"])
def test_line_that_leads_nowhere_is_refused_and_kept_in_the_form(desk: Client, line: str):
    assert save(desk, line) == 200
    assert Site.current().social_links == []


@pytest.mark.parametrize("links", [{}, "x", [1], [{"name": "X"}], [{"name": "", "url": "https://a.example/"}]])
def test_anything_else_is_not_valid(db, links: object):
    with pytest.raises(ValidationError):
        Site(pk=1, social_links=links).full_clean()
