"""Links with which readers pass an article on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from articles import sharing

ADDRESS = "http://127.0.0.1:8000/news/fish/"


@pytest.mark.django_db
def test_links_name_the_clean_address_and_the_headline(published):
    article = published("Fish & chips + 50 %", slug="fish")
    links = {link.icon: parse_qs(urlsplit(link.address).query) for link in sharing.links(article)}
    assert links == {
        "facebook": {"u": [ADDRESS]},
        "x": {"url": [ADDRESS], "text": ["Fish & chips + 50 %"]},
        "mail": {"subject": ["Fish & chips + 50 %"], "body": [f"Fish & chips + 50 %\n\n{ADDRESS}"]},
        "whatsapp": {"text": [f"Fish & chips + 50 % {ADDRESS}"]},
        "reddit": {"url": [ADDRESS], "title": ["Fish & chips + 50 %"]},
    }


@pytest.mark.django_db
def test_mail_has_no_plus_signs_for_blanks(published):
    mail = next(link for link in sharing.links(published()) if link.icon == "mail")
    assert mail.address.startswith("mailto:?subject=Council%20votes%20on%20the%20bridge&body=Council%20votes")
