"""What is chosen to stand around an article."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing, related
from articles.models import Article
from tests.conftest import rewrite

pytestmark = pytest.mark.django_db


def headlines(articles: list[Article]) -> list[str]:
    return [article.headline for article in articles]


def test_pins_come_first_in_their_order(published):
    now = timezone.now()
    article, other = published("This", tags=["Bridges"]), published("Other")
    first, second = (published(name, at=now - timedelta(days=9)) for name in ("First", "Second"))
    published("Same tag", tags=["Bridges"], at=now - timedelta(days=1))
    rewrite(other, by=None, related=[second, first])  # in another order elsewhere
    rewrite(article, by=None, related=[first, second])
    assert headlines(related.related(article)) == ["First", "Second", "Same tag", "Other"]


def test_pin_nobody_may_see_is_left_out(published, draft):
    article, hidden, shown = published("This"), draft("Draft"), published("Shown")
    rewrite(article, by=None, related=[hidden, shown])
    assert headlines(related.related(article)) == ["Shown"]
    publishing.take_down(shown, by=None, reason="Wrong.")
    assert related.related(article) == []


def test_what_stands_elsewhere_on_the_page_is_left_out_unless_pinned(published):
    article, beside, pinned = published("This"), published("Beside"), published("Pinned")
    assert headlines(related.related(article, without=[beside, None])) == ["Pinned"]
    rewrite(article, by=None, related=[pinned])
    assert headlines(related.related(article, without=[pinned])) == ["Pinned", "Beside"]


def test_pins_are_kept_in_the_revision_and_never_lead_to_the_article_itself(published):
    article, other = published("This"), published("Other")
    revision = rewrite(article, by=None, related=[other, article, other])
    assert revision.content["related"] == [other.pk]
    assert [pin.related for pin in article.related_pins.all()] == [other]
    rewrite(article, by=None)
    assert article.related_pins.count() == 1
    rewrite(article, by=None, related=[])
    assert article.related_pins.count() == 0
