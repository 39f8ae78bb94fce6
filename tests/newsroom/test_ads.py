"""Marked places: filled while something runs in them, gone without a trace otherwise."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone

from articles.models import Picture
from newsroom.models import AdSlot, Placement
from tests.pictures import stored

NOW = timezone.now


@pytest.fixture
def picture(db: None) -> Picture:
    return stored(alt="A market", title="house")


def place(picture: Picture, **fields: object) -> Placement:
    fields = {"slot": AdSlot.objects.get(name="article-side"), "label": "Buy a notice", "link": "/advertise/"} | fields
    return Placement.objects.create(picture=picture, **fields)


def shown(slot: str = "article-side") -> str:
    context = Context({"request": RequestFactory().get("/")})
    return Template("{% load ads %}{% ad '" + slot + "' %}").render(context).strip()


def test_running_placement_is_marked_and_its_link_is_declared(picture: Picture):
    place(picture)
    markup = shown()
    assert "Advertisement" in markup
    assert 'href="/advertise/" rel="sponsored nofollow noopener"' in markup
    assert "ad-box" in markup
    assert "<img" in markup


@pytest.mark.parametrize(
    "fields",
    [
        {"is_active": False},
        {"starts_at": NOW() + timedelta(days=1)},
        {"starts_at": NOW() - timedelta(days=2), "ends_at": NOW() - timedelta(days=1)},
    ],
    ids=["switched off", "not yet", "over"],
)
def test_what_does_not_run_is_not_shown_and_its_picture_not_fetched(client: Client, picture: Picture, fields):
    placement = place(picture, **fields)
    assert shown() == ""
    assert not placement.is_running
    assert client.get(picture.url).status_code == 404


def test_picture_of_a_running_placement_is_for_everyone(client: Client, picture: Picture):
    assert client.get(picture.url).status_code == 404
    assert place(picture).is_running
    assert client.get(picture.url).status_code == 200


def test_empty_and_unknown_slots_render_nothing(picture: Picture):
    place(picture)
    assert shown("article-end") == shown("no-such-slot") == ""


def test_of_two_the_one_begun_last_is_shown(picture: Picture):
    place(picture, label="Newer", starts_at=NOW() - timedelta(hours=1))
    place(picture, label="Older", starts_at=NOW() - timedelta(hours=2))
    assert "Newer" in shown()
    assert "Older" not in shown()


def test_all_slots_of_a_page_cost_one_query(picture: Picture, django_assert_num_queries):
    place(picture)
    template = Template("{% load ads %}{% ad 'article-side' %}{% ad 'article-end' %}{% ad 'home-middle' %}")
    with django_assert_num_queries(1):
        template.render(Context({"request": RequestFactory().get("/")}))


def test_placement_ends_after_it_starts(picture: Picture):
    with pytest.raises(IntegrityError), transaction.atomic():
        place(picture, ends_at=NOW() - timedelta(days=1))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//elsewhere.example", "/\\elsewhere.example", "ftp://a.example"]
)
def test_links_lead_to_pages(picture: Picture, link: str):
    with pytest.raises(ValidationError):
        place(picture, link=link).full_clean()


def test_desk_places_an_advertisement_and_adds_no_slots(desk: Client, picture: Picture):
    slot = AdSlot.objects.get(name="article-end")
    sent = {"slot": slot.pk, "picture": picture.pk, "label": "Buy", "link": "https://shop.example/", "is_active": "on"}
    sent["starts_at"] = "2026-01-01T00:00"
    assert desk.post("/admin/newsroom/placement/add/", sent).status_code == 302
    assert "Buy" in shown("article-end")
    assert desk.get("/admin/newsroom/placement/").status_code == 200
    assert desk.get("/admin/newsroom/adslot/add/").status_code == 403
    assert desk.get(f"/admin/newsroom/adslot/{slot.pk}/change/").status_code == 200
