"""Each rule with a text that breaks it, and with one that is nearly the same and does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from accounts.models import User
from articles import preflight, publishing
from articles.models import Article, Author, Picture, Remark
from articles.revisions import Content
from tests.articles.preflight.conftest import HEADLINE

WORDS = [
    ("headline_missing", "headline", {"headline": " "}, {"headline": HEADLINE}),
    ("headline_length", "headline", {"headline": "H" * 39}, {"headline": "H" * 40}),
    ("headline_length", "headline", {"headline": "H" * 71}, {"headline": "H" * 70}),
    ("headline_too_long", "headline", {"headline": "H" * 111}, {"headline": "H" * 110}),
    ("standfirst_missing", "standfirst", {"standfirst": "\n"}, {"standfirst": "The work begins."}),
    ("text_missing", "body", {"body": "<p></p>"}, {"body": "<p>Words</p>"}),
    ("text_missing", "body", {"body": ""}, {"body": "", "video_provider": "youtube"}),
    ("category_missing", "category", {"category_id": None}, {}),
    ("author_missing", "bylines", {"bylines": []}, {}),
    ("lead_missing", "lead_picture", {"lead_picture_id": None}, {}),
    (
        "lead_missing",
        "lead_picture",
        {"lead_picture_id": None},
        {"lead_picture_id": None, "video_provider": "youtube"},
    ),
    ("description_missing", "seo_description", {"standfirst": "Short."}, {"seo_description": "What it is about."}),
    ("description_too_long", "seo_description", {"seo_description": "d" * 201}, {"seo_description": "d" * 200}),
]
TEXTS = [
    ("heading_order", "<h2>A</h2><h4>B</h4>", "<h2>A</h2><h3>B</h3><h2>C</h2>"),
    ("heading_order", "<h3>A</h3>", "<h2>A</h2>"),
    ("heading_empty", "<h2>A</h2><h2> <br></h2>", "<h2>A <em>b</em></h2>"),
    ("alt_missing", '<p>a <img src="https://example.org/a"></p>', '<p>a <img src="https://example.org/a" alt="A"></p>'),
    ("alt_is_file_name", '<p>a<img src="/a" alt="bridge_02.JPG"></p>', '<p>a<img src="/a" alt="The bridge"></p>'),
    ("alt_is_file_name", '<p>a<img src="/a" alt="IMG_2041"></p>', '<p>a<img src="/a" alt="Img 3 of the bridge"></p>'),
    ("link_inside", '<a href="/admin/articles/article/3/change/">a</a>', '<a href="/administration/">a</a>'),
    ("link_inside", '<a href="/preview/abc/">a</a>', '<a href="https://example.org/preview/abc/">a</a>'),
    ("link_inside", '<a href="http://localhost:8000/news/">a</a>', '<a href="https://localhost.example/">a</a>'),
    ("link_inside", '<a href="https://192.168.1.7/a">a</a>', '<a href="https://192.0.2.7/a">a</a>'),
    ("link_inside", '<a href="https://news.example/admin/">a</a>', '<a href="https://news.example/latest/">a</a>'),
    ("link_http", '<a href="http://example.org/">a</a>', '<a href="https://example.org/">a</a>'),
    ("link_nowhere", '<a href="">a</a>', '<a href="#text-a">a</a>'),
    ("link_nowhere", '<a href="#">a</a>', '<a id="text-a">a</a>'),
    ("link_empty", '<a href="https://example.org/"> </a>', '<a href="https://example.org/"><img alt="a" src="/a"></a>'),
    ("link_unpublished", '<a href="/news/not-yet/">a</a>', '<a href="/news/live/">a</a>'),
    ("link_unpublished", '<a href="/news/no-such-article">a</a>', '<a href="/news/old-address/">a</a>'),
    ("link_unpublished", '<a href="https://news.example/news/not-yet/">a</a>', '<a href="/tag/not-yet/">a</a>'),
    ("link_unpublished", '<a href="/news/over/#top">a</a>', '<a href="mailto:news@example.org">a</a>'),
]
SOURCES = [
    (
        "source_missing",
        {"source_url": "https://wire.example/"},
        {"source_url": "https://w.example/", "source_name": "W"},
    ),
    ("source_missing", {"canonical_url": "https://wire.example/a"}, {"canonical_url": "https://news.example/a"}),
    ("source_without_right", {"canonical_url": "https://wire.example/a"}, {"canonical_url": ""}),
    (
        "source_without_right",
        {"canonical_url": "https://wire.example/a"},
        {"canonical_url": "https://wire.example/a", "source_licence": "CC BY 4.0"},
    ),
]


@pytest.fixture(autouse=True)
def _address(settings: LazySettings) -> None:
    settings.SITE_URL = "https://news.example"


def test_nothing_is_found_where_nothing_is_wrong(found):
    assert found() == {}


@pytest.mark.parametrize(("key", "field", "wrong", "right"), WORDS)
def test_words(found, key: str, field: str, wrong: Content, right: Content):
    assert found(**wrong)[key].field == field
    assert key not in found(**right)


@pytest.mark.parametrize(("key", "wrong", "right"), TEXTS)
def test_what_stands_in_the_text(found, draft, published, key: str, wrong: str, right: str):
    draft("Not yet"), published("Live")
    publishing.unpublish(published("Over"), by=None)
    moved = published("Old address")
    moved.slug = "new-address"
    publishing.save(moved, by=None)
    publishing.update(moved, by=None)
    assert found(body=wrong)[key].field == "body"
    assert key not in found(body=right)


@pytest.mark.parametrize(("key", "wrong", "right"), SOURCES)
def test_copy_of_others_names_its_source(found, key: str, wrong: Content, right: Content):
    assert found(**wrong)[key].is_blocking
    assert key not in found(**right)


def test_what_an_agency_wrote_names_its_source(found, author: Author, editor: User):
    Author.objects.filter(pk=author.pk).update(kind="organisation")
    assert {"source_missing", "source_without_right"} <= set(found())
    assert found(source_name="Wire", source_licence="By contract") == {}
    Author.objects.filter(pk=author.pk).update(user=editor)  # a desk of our own
    assert found() == {}


def test_only_an_author_is_an_author(found, author: Author):
    assert "author_missing" in found(bylines=[{"author": author.pk, "role": "photographer"}])


@pytest.mark.parametrize("place", ["lead_picture", "body"])
@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("alt_missing", {"alt": ""}, {"alt": "", "is_decorative": True}),
        ("alt_is_file_name", {"alt": "bridge.jpg"}, {"alt": "The bridge"}),
        ("credit_missing", {"credit": " "}, {"credit": "Mara Quist"}),
    ],
)
def test_picture_of_the_library(found, complete, place: str, key: str, wrong: Content, right: Content):
    picture = complete[0].lead_picture
    shown = {} if place == "lead_picture" else {"body": f'<img data-picture="{picture.pk}">', "lead_picture_id": None}
    Picture.objects.filter(pk=picture.pk).update(**wrong)
    finding = found(**shown)[key]
    assert (finding.field, finding.is_blocking, finding.link) == (
        place,
        True,
        f"/admin/articles/picture/{picture.pk}/change/",
    )
    Picture.objects.filter(pk=picture.pk).update(**right)
    assert key not in found(**shown)


def test_alt_text_may_stand_in_the_text_alone(found, complete):
    picture = complete[0].lead_picture
    Picture.objects.filter(pk=picture.pk).update(alt="")
    shown = {"body": f'<img data-picture="{picture.pk}" alt="The bridge">', "lead_picture_id": None}
    assert "alt_missing" not in found(**shown)


def test_dates(found):
    now = timezone.now()
    soon, later = now + timedelta(hours=1), now + timedelta(hours=2)
    assert found({"asked_for": now - timedelta(minutes=1)})["time_passed"].is_final
    assert found({"asked_for": soon}) == {}
    assert found(embargo_until=soon.isoformat())["embargo"].is_final
    assert found({"asked_for": later}, embargo_until=soon.isoformat()) == {}
    assert found({"asked_for": later}, unpublish_at=soon.isoformat())["ends_before"].is_final
    assert found({"asked_for": soon}, unpublish_at=later.isoformat()) == {}


@pytest.mark.parametrize(
    ("headline", "days", "is_twin"),
    [
        (HEADLINE.upper(), -29, True),
        (f"{HEADLINE}!", 3, True),
        ("Council votes seven to two to mend bridge", -1, True),
        (HEADLINE, -31, False),
        ("Council votes on the budget", -1, False),
    ],
)
def test_headline_that_was_used_lately(found, published, headline: str, days: int, is_twin: bool):
    other = published(headline, slug="other", at=timezone.now() + timedelta(days=days))
    twin = found().get("twin")
    assert (twin is not None) is is_twin
    if twin:
        assert (twin.is_blocking, twin.link) == (False, f"/admin/articles/article/{other.pk}/change/")


def test_scheduled_twin_is_not_told_to_who_may_not_see_it(complete, published, reporter: User, editor: User):
    article, content = complete
    published(HEADLINE, slug="other", at=timezone.now() + timedelta(days=1))
    assert "twin" not in {finding.key for finding in preflight.check(article, content, by=reporter)}
    assert "twin" in {finding.key for finding in preflight.check(article, content, by=editor)}


def test_whether_there_is_such_a_draft_is_not_told(found, draft: Callable[..., Article]):
    draft("Secret")
    there, not_there = (found(body=f'<a href="/news/{slug}/">a</a>')["link_unpublished"] for slug in ("secret", "none"))
    assert there.message.replace("secret", "none") == not_there.message


def test_remarks_that_are_open(found, complete):
    remark = Remark.objects.create(article=complete[0], revision_number=1, text="Who says so?")
    assert not found()["remarks"].is_blocking
    remark.settled_at = timezone.now()
    remark.save()
    assert found() == {}


def test_what_is_missing_blocks_and_what_could_be_better_does_not(found):
    spoilt = found(headline="", standfirst="", bylines=[], category_id=None, lead_picture_id=None, body="")
    blocking = {key for key, finding in spoilt.items() if finding.is_blocking}
    assert blocking == {"headline_missing", "author_missing", "category_missing"}
    assert list(spoilt)[:3] == [key for key in spoilt if key in blocking]  # what blocks comes first
