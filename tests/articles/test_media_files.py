from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import User
from articles import making, publishing, ranges, renditions
from articles.models import Author, MediaFile, Picture
from articles.revisions import Credit
from newsroom.models import Page
from tests.pictures import drawn, stored

SOUND = bytes(range(256)) * 400


@pytest.fixture
def picture(db: None) -> Picture:
    return stored((700, 500), alt="A ferry")


@pytest.fixture
def sound(db: None) -> MediaFile:
    return renditions.store_file(MediaFile(kind="audio", title="Interview"), "talk.mp3", BytesIO(SOUND))


@pytest.fixture
def broadcast(sound: MediaFile, published) -> MediaFile:
    published(body=f'<audio src="{sound.url}"></audio>')
    return sound


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_rendition_is_sent_as_what_it_is(client: Client, picture: Picture, published):
    published(lead_picture=picture)
    response = client.get(picture.url)
    assert response.status_code == 200
    assert Image.open(BytesIO(response.content)).size == (700, 500)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=1"
    assert not response.has_header("Vary")
    assert client.get(picture.url, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert client.post(picture.url).status_code == 405


@pytest.mark.parametrize("name", ["wide-640.avif", "wide-640.webp", "video-640.jpg", "social.jpg", "free-480.webp"])
def test_what_is_not_made_yet_is_stood_in_for(client: Client, picture: Picture, published, name: str):
    published(lead_picture=picture)
    response = client.get(picture.rendition_url(name))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=60, s-maxage=1"
    assert Image.open(BytesIO(response.content)).size == (700, 500)


def test_what_is_made_is_sent_in_its_format(client: Client, picture: Picture, published):
    published(lead_picture=picture)
    making.make_all(picture)
    answers = [client.get(picture.rendition_url(row.name)) for row in picture.renditions.all()]
    assert {answer["Content-Type"] for answer in answers} == {"image/avif", "image/webp", "image/jpeg"}
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=31536000, s-maxage=1"}
    assert len({answer["ETag"] for answer in answers}) == len(answers)
    for row, answer in zip(picture.renditions.all(), answers, strict=True):
        image = Image.open(BytesIO(answer.content))
        assert (answer["Content-Type"], image.size) == (f"image/{image.format.lower()}", (row.width, row.height))


@pytest.mark.parametrize(
    "name",
    [
        *("square", "square.webp", "original.jpg", "tall-640.webp", "wide-640.png"),
        *("wide-0.jpg", "wide-0640.avif", "social.webp", "classic-1280.avif"),
    ],
)
def test_what_is_never_made_is_not_found(client: Client, picture: Picture, published, name: str):
    published(lead_picture=picture)
    assert client.get(picture.rendition_url(name)).status_code == 404


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("free-320.webp", "free-480.webp"),  # as in texts and feeds of before
        ("free-960.webp", "free.webp"),
        ("free-480.jpg", "free-700.jpg"),
        ("wide-1.avif", "wide-320.avif"),
        ("wide-99999.webp", "wide-640.webp"),
        ("classic-1280.jpg", "classic-667.jpg"),
    ],
)
def test_width_that_is_not_made_leads_to_the_nearest(
    client: Client, picture: Picture, published, name: str, nearest: str
):
    published(lead_picture=picture)
    for version in (picture.version, "00000000"):
        answer = client.get(picture.rendition_url(name).replace(picture.version, version))
        assert (answer.status_code, answer["Location"]) == (301, picture.rendition_url(nearest))
        assert answer["Cache-Control"] == "no-cache"
    assert client.get(picture.rendition_url(nearest)).status_code == 200


def test_picture_too_small_for_cards_has_none(client: Client, published):
    picture = stored((300, 200))
    published(lead_picture=picture)
    assert client.get(picture.rendition_url("social.jpg")).status_code == 404


def test_three_questions_are_enough_for_a_file(client: Client, picture: Picture, published, django_assert_num_queries):
    published(lead_picture=picture)
    with django_assert_num_queries(3):
        client.get(picture.url)


def test_focal_point_moved_there_and_back_leads_nobody_in_circles(client: Client, picture: Picture, published):
    published(lead_picture=picture)
    before = picture.url
    picture.focal_x = 0.2
    renditions.refocus(picture)
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, picture.url)
    assert response["Cache-Control"] == "no-cache"


def test_picture_for_cards_elsewhere_is_public_while_its_article_is(client: Client, picture: Picture, published):
    article = published(social_picture=picture)
    address = picture.rendition_url("social.jpg")
    assert client.get(address).status_code == 200
    publishing.take_down(article, by=None, reason="It was wrong.")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["free.webp", "wide-640.avif", "social.jpg", "square-320.jpg"])
def test_nothing_of_a_picture_is_left_once_its_article_is_taken_down(
    client: Client, picture: Picture, published, name: str
):
    article = published(lead_picture=picture, body=f'<img src="{picture.url}">')
    making.make_all(picture)
    assert client.get(picture.rendition_url(name)).status_code == 200
    publishing.take_down(article, by=None, reason="It was wrong.")
    assert client.get(picture.rendition_url(name)).status_code == 404
    assert client.get(picture.rendition_url(name).replace(picture.version, "00000000")).status_code == 404


def test_picture_nobody_uses_is_for_staff_alone(client: Client, picture: Picture, reader: User, reporter: User, draft):
    draft(lead_picture=picture, by=reporter)
    assert client.get(picture.url).status_code == 404
    client.force_login(reader)
    assert client.get(picture.url).status_code == 404
    client.force_login(reporter)
    response = client.get(picture.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_picture_on_a_page_is_sent_while_the_page_is_visible(client: Client, picture: Picture):
    page = Page.objects.create(title="About", slug="about", is_published=True, published_at=timezone.now())
    page.pictures.add(picture)
    assert client.get(picture.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(published_at=timezone.now() + timedelta(hours=1))
    assert client.get(picture.url).status_code == 404


def test_picture_of_an_author_is_public_once_a_visible_byline_is(
    client: Client, picture: Picture, author: Author, draft
):
    Author.objects.filter(pk=author.pk).update(picture=picture)
    article = draft(bylines=[Credit(author)])
    assert client.get(picture.url).status_code == 404
    publishing.publish(article, by=None)
    assert client.get(picture.url).status_code == 200


def test_address_of_a_replaced_file_leads_to_the_new_one(client: Client, picture: Picture, published):
    published(lead_picture=picture)
    before = picture.url
    renditions.store_original(picture, drawn((700, 500), "blue"))
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, picture.url)


def test_old_version_does_not_tell_that_a_private_picture_exists(client: Client, picture: Picture):
    assert client.get(f"/media/pictures/{picture.pk}/00000000/free.webp").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/media/pictures/999999999999999999999999/abcdef01/free.webp",
        "/media/pictures/1/abcdef01/../../originals/x.webp",
        "/media/files/999999999999999999999999/abcdef01/",
        "/media/originals/x.png",
        "/media/",
    ],
)
def test_nothing_else_below_media_is_found(address: str, client: Client, picture: Picture):
    assert client.get(address).status_code == 404


def test_original_is_never_sent(client: Client, picture: Picture, published):
    published(lead_picture=picture)
    assert client.get(f"/media/{picture.original.name}").status_code == 404
    assert client.get(picture.rendition_url("original.webp")).status_code == 404


def test_file_lost_from_storage_is_not_found(client: Client, picture: Picture, broadcast: MediaFile, published):
    published("With picture", lead_picture=picture)
    rendition = picture.renditions.get()
    rendition.file.storage.delete(rendition.file.name)
    broadcast.file.storage.delete(broadcast.file.name)
    assert client.get(picture.url).status_code == 404
    assert client.get(broadcast.url).status_code == 404


def test_whole_file_is_sent_when_no_part_is_asked_for(client: Client, broadcast: MediaFile):
    response = client.get(broadcast.url)
    assert response.status_code == 200
    assert body_of(response) == SOUND
    assert (response["Content-Type"], response["Accept-Ranges"]) == ("audio/mpeg", "bytes")
    assert response["Content-Length"] == str(len(SOUND))
    assert "Content-Disposition" not in response


def test_part_of_a_file(client: Client, broadcast: MediaFile):
    response = client.get(broadcast.url, HTTP_RANGE="bytes=70000-70009")
    assert response.status_code == 206
    assert body_of(response) == SOUND[70000:70010]
    assert response["Content-Range"] == f"bytes 70000-70009/{len(SOUND)}"
    assert response["Content-Length"] == "10"


def test_part_outside_the_file_is_refused(client: Client, broadcast: MediaFile):
    response = client.get(broadcast.url, HTTP_RANGE=f"bytes={len(SOUND)}-")
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(SOUND)}"


def test_part_of_another_version_is_the_whole(client: Client, broadcast: MediaFile):
    etag = client.head(broadcast.url)["ETag"]
    assert client.get(broadcast.url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=etag).status_code == 206
    assert client.get(broadcast.url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"other"').status_code == 200


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=-1", (99, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=10-5000", (10, 99)),
        ("bytes=99-99", (99, 99)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=9999999999999999999999-", None),
    ],
)
def test_ranges(asked: str, part: tuple[int, int] | None):
    assert ranges.parse(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_ranges_that_cannot_be(asked: str):
    with pytest.raises(ranges.Unsatisfiable):
        ranges.parse(asked, 100)


def test_sound_of_a_draft_is_not_found(client: Client, sound: MediaFile, draft):
    article = draft(body=f'<audio src="{sound.url}"></audio>')
    assert client.get(sound.url).status_code == 404
    publishing.publish(article, by=None)
    assert client.get(sound.url).status_code == 200


def test_document_is_handed_over_for_keeping(client: Client, published):
    report = renditions.store_file(MediaFile(kind="document", title="Rapport d’été"), "x.pdf", BytesIO(b"%PDF-1.7"))
    published(body=f'<a href="{report.url}">The report</a>')
    response = client.get(report.url)
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''rapport-d%C3%A9t%C3%A9.pdf"
    assert response["Content-Type"] == "application/pdf"
