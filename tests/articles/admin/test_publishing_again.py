from datetime import UTC, datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import publishing

LONG_AGO = datetime(2015, 3, 9, 15, tzinfo=UTC)


def test_editor_offers_the_earlier_date_and_todays(client, editor: User, press, published):
    client.force_login(editor)
    article = publishing.unpublish(published(at=LONG_AGO), by=None)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert "Publish with its date of Mar 9, 2015" in page
    assert "Publish now" not in page
    press("publish", article)
    article.refresh_from_db()
    assert (article.is_visible, article.published_at) == (True, LONG_AGO)


def test_today_is_chosen_by_its_own_button(client, editor: User, press, published):
    client.force_login(editor)
    article = publishing.unpublish(published(at=LONG_AGO), by=None)
    press("publish_today", article)
    article.refresh_from_db()
    assert article.is_visible
    assert timezone.localdate(article.published_at) == timezone.localdate()


def test_what_never_was_published_is_published_now(client, editor: User, draft):
    client.force_login(editor)
    page = client.get(reverse("admin:articles_article_change", args=[draft().pk])).text
    assert "Publish now" in page
    assert "_publish_today" not in page
