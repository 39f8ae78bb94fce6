from django.urls import reverse

from articles.models import Picture
from newsroom import standing_pages
from newsroom.models import Page, PageAddress


def typed(page: Page | None = None, **fields):
    return {
        "started_from": standing_pages.version(page) if page else "",
        "title": "Imprint",
        "slug": "imprint",
        "body": "<p>We are <script>x</script>here</p>",
        "position": "0",
    } | fields


def test_page_is_sanitised_and_published_by_its_box(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    page = Page.objects.get(slug="imprint")
    assert (page.body, page.is_published, page.published_at) == ("<p>We are here</p>", False, None)
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(page, is_published="on"))
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
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(page, is_published="on", slug="wir"))
    assert PageAddress.objects.get(page=page).path == "/über-uns"
    assert desk.get("/über-uns/").url == "/wir/"


def test_changed_slug_of_a_draft_is_not(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    page = Page.objects.get(slug="imprint")
    desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(page, slug="other"))
    assert not PageAddress.objects.exists()


def test_page_cannot_take_the_address_of_a_category(desk):
    assert "A category has this address" in desk.post(reverse("admin:newsroom_page_add"), typed(slug="news")).text


def test_stale_save_is_refused_and_keeps_what_was_typed(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    opened = Page.objects.get(slug="imprint")
    address = reverse("admin:newsroom_page_change", args=[opened.pk])
    assert f'name="started_from" value="{standing_pages.version(opened)}"' in desk.get(address).text
    desk.post(address, typed(opened, title="Theirs"))
    response = desk.post(address, typed(opened, title="Mine", body="<p>My text</p>"))
    assert response.status_code == 409
    assert "Someone else saved this page" in response.text
    assert 'value="Mine"' in response.text
    assert "&lt;p&gt;My text&lt;/p&gt;" in response.text
    page = Page.objects.get(pk=opened.pk)
    assert page.title == "Theirs"
    assert f'name="started_from" value="{standing_pages.version(page)}"' in response.text
    desk.post(address, typed(page, title="Mine"))
    assert Page.objects.get(pk=opened.pk).title == "Mine"


def test_save_that_does_not_say_what_it_started_from_is_stale(desk):
    desk.post(reverse("admin:newsroom_page_add"), typed())
    page = Page.objects.get(slug="imprint")
    assert desk.post(reverse("admin:newsroom_page_change", args=[page.pk]), typed(title="Mine")).status_code == 409
    page.refresh_from_db()
    assert page.title == "Imprint"
