"""What the database itself refuses, whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Author, Byline, Category, FormerAddress, Picture
from articles.models.slugs import RESERVED_TOP_LEVEL
from newsroom.models import Page, Site

pytestmark = pytest.mark.django_db


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def test_published_article_has_a_date(draft):
    article = draft()
    assert refused(lambda: Article.objects.filter(pk=article.pk).update(status="published"))


def test_article_ends_after_it_begins(draft):
    article, now = draft(), timezone.now()
    rows = Article.objects.filter(pk=article.pk)
    assert refused(lambda: rows.update(published_at=now, unpublish_at=now))
    assert not refused(lambda: rows.update(published_at=now, unpublish_at=now + timedelta(seconds=1)))


@pytest.mark.parametrize(
    "video",
    [{"video_provider": "youtube"}, {"video_id": "aqz-KE-bpKQ"}, {"video_provider": "file"}, {"video_provider": "x"}],
)
def test_half_a_video_is_refused(draft, video):
    article = draft()
    assert refused(lambda: Article.objects.filter(pk=article.pk).update(**video))


def test_slug_belongs_to_one_article(draft):
    draft(slug="same")
    assert refused(lambda: draft("Other", slug="same"))


def test_byline_stands_once_per_role(draft, author: Author):
    article = draft()
    Byline.objects.create(article=article, author=author)
    assert refused(lambda: Byline.objects.create(article=article, author=author))
    assert not refused(lambda: Byline.objects.create(article=article, author=author, role="editor"))


def test_former_address_leads_to_exactly_one_thing(draft, author: Author):
    article = draft()
    assert refused(lambda: FormerAddress.objects.create(path="/a"))
    assert refused(lambda: FormerAddress.objects.create(path="/a", article=article, author=author))
    assert refused(lambda: FormerAddress.objects.create(path="a", article=article))
    assert not refused(lambda: FormerAddress.objects.create(path="/a", article=article))


def test_focal_point_lies_inside():
    assert refused(lambda: Picture.objects.create(focal_x=1.1))


def test_category_is_not_its_own_parent(news: Category):
    assert refused(lambda: Category.objects.filter(pk=news.pk).update(parent=news))


def test_email_is_unique_whatever_its_case(reader: User):
    assert refused(lambda: User.objects.create_user("READER@example.org", "x"))


def test_there_is_one_site():
    Site(name="Second").save()
    assert [site.name for site in Site.objects.all()] == ["Second"]
    assert refused(lambda: Site.objects.bulk_create([Site(pk=2)]))


def test_published_page_has_a_date():
    assert refused(lambda: Page.objects.create(title="x", slug="x", is_published=True))


def test_seeded_categories_and_pages_stand_at_free_addresses():
    slugs = {*Category.objects.values_list("slug", flat=True), *Page.objects.values_list("slug", flat=True)}
    assert {"news", "guns", "politics", "videos", "privacy", "terms", "advertise", "contact", "press-release"} <= slugs
    assert not slugs & RESERVED_TOP_LEVEL
