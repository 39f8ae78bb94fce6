from django.urls import reverse

from articles.models import Picture
from newsroom.models import Page, PageAddress


def typed(**fields):
    return {
        "title": "Imprint",
        "slug": "imprint",
        "body": "<p>We are <script>x</script>here</p>",
        "position": "0",
    } | fields


def test_page_is_sanitised_and_published_by_its_box(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    page = Page.objects.get(slug="imprint")
    assert (page.body, page.is_published, page.published_at) == ("<p>We are here</p>", False, None)
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(is_published="on"))
    page.refresh_from_db()
    assert page.published_at is not None
    assert desk.get("/imprint/").status_code == 200


def test_page_knows_the_pictures_in_its_text(desk):
    picture = Picture.objects.create(alt="House")
    desk.post(reverse("admin:newsroom_page_add"), typed(body=f'<p><img data-picture="{picture.pk}" alt="House"></p>'))
    assert list(Page.objects.get(slug="imprint").pictures.all()) == [picture]


def test_changed_slug_of_a_published_page_is_remembered(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed(is_published="on", slug="über-uns"))
    page = Page.objects.get(slug="über-uns")
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(is_published="on", slug="wir"))
    assert PageAddress.objects.get(page=page).path == "/über-uns"
    assert desk.get("/über-uns/").url == "/wir/"


def test_changed_slug_of_a_draft_is_not(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    page = Page.objects.get(slug="imprint")
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(slug="other"))
    assert not PageAddress.objects.exists()


def test_page_cannot_take_the_address_of_a_category(desk):
    assert "A category has this address" in desk.post(reverse("admin:newsroom_page_add"), typed(slug="news")).text
