from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from articles import publishing
from articles.models import Article, Author, Category, FormerAddress, Revision
from articles.revisions import Credit
from tests.conftest import rewrite


def test_saved_article_is_a_draft_with_a_revision(draft, author: Author):
    article = draft(body="<p>One two <script>alert(1)</script>three</p>", tags=["Bridges"], bylines=[Credit(author)])
    article.refresh_from_db()
    assert article.status == Article.Status.DRAFT
    assert article.body == "<p>One two three</p>"
    assert article.word_count == 3
    assert [byline.author for byline in article.bylines.all()] == [author]
    revision = article.revisions.get()
    assert (revision.number, revision.verb) == (1, "save")
    assert revision.content["tags"] == ["Bridges"]


def test_publish_makes_visible_and_unpublish_hides(draft, editor: User):
    article = draft()
    publishing.publish(article, by=editor)
    assert article.is_visible
    assert list(Article.objects.visible()) == [article]
    publishing.unpublish(article, by=editor, note="Wrong town")
    assert not Article.objects.visible().exists()
    assert [revision.verb for revision in Revision.objects.order_by("number")] == ["save", "publish", "unpublish"]


def test_reporter_cannot_publish_nor_change_what_is_live(draft, reporter: User):
    article = draft()
    with pytest.raises(PermissionDenied):
        publishing.publish(article, by=reporter)
    publishing.publish(article, by=None)
    article.headline = "Changed"
    with pytest.raises(PermissionDenied):
        publishing.save(article, by=reporter)
    article.refresh_from_db()
    assert article.headline == "Council votes on the bridge"


def test_reporter_cannot_change_what_was_taken_down(published, reporter: User, editor: User):
    article = publishing.take_down(published(), by=None, reason="We were wrong.")
    with pytest.raises(PermissionDenied):
        publishing.save(article, by=reporter)
    assert publishing.save(article, by=editor).verb == "save"


def test_scheduled_article_appears_at_its_second(draft, editor: User, time_machine):
    start = timezone.now().replace(microsecond=0)
    time_machine.move_to(start, tick=False)
    article = publishing.schedule(draft(), by=editor, at=start + timedelta(seconds=3))
    time_machine.move_to(start + timedelta(seconds=2), tick=False)
    assert not Article.objects.visible().exists()
    assert article.is_scheduled
    time_machine.move_to(start + timedelta(seconds=3), tick=False)
    assert list(Article.objects.visible()) == [article]
    assert article.is_visible


def test_publishing_before_the_embargo_is_refused(draft, editor: User):
    article = draft(embargo_until=timezone.now() + timedelta(hours=1))
    with pytest.raises(publishing.Refused, match="embargo"):
        publishing.publish(article, by=editor)
    assert not Article.objects.visible().exists()


def test_stale_save_writes_nothing(draft, editor: User):
    article = draft()
    other = Article.objects.get(pk=article.pk)
    other.headline = "Theirs"
    publishing.save(other, by=editor, expected_revision=1)
    article.headline = "Mine"
    with pytest.raises(publishing.Stale):
        publishing.save(article, by=editor, expected_revision=1)
    article.refresh_from_db()
    assert article.headline == "Theirs"


def test_changed_slug_of_a_published_article_is_remembered(published, editor: User):
    article = published()
    article.slug = "bridge-vote"
    article.category = Category.objects.get(slug="politics")
    rewrite(article, by=editor)
    assert FormerAddress.objects.get(path="/news/council-votes-on-the-bridge").article == article


def test_take_down_needs_a_reason(published, editor: User):
    article = published()
    with pytest.raises(publishing.Refused):
        publishing.take_down(article, by=editor, reason=" ")
    publishing.take_down(article, by=editor, reason="We were wrong.")
    article.refresh_from_db()
    assert (article.status, article.takedown_reason) == ("taken_down", "We were wrong.")


def test_what_is_live_cannot_be_published_again_under_a_new_date(published, editor: User):
    article = published(at=timezone.now() - timedelta(days=2))
    with pytest.raises(publishing.Refused, match="live already"):
        publishing.publish(article, by=editor)
    article.refresh_from_db()
    assert article.published_at < timezone.now() - timedelta(days=1)


def test_scheduled_article_can_be_published_at_once(draft, editor: User):
    article = publishing.schedule(draft(), by=editor, at=timezone.now() + timedelta(days=1))
    assert publishing.publish(article, by=editor).is_visible


@pytest.mark.parametrize("change", [{"headline": " "}, {"embargo_until": "later"}])
def test_saving_cannot_do_to_a_live_article_what_publishing_would_refuse(published, editor: User, change):
    article = published()
    for name, value in change.items():
        setattr(article, name, timezone.now() + timedelta(days=1) if value == "later" else value)
    with pytest.raises(publishing.Refused):
        rewrite(article, by=editor)
    assert Article.objects.visible().filter(headline="Council votes on the bridge").exists()


def test_published_again_it_keeps_its_date_unless_told_otherwise(published, editor: User):
    date = timezone.now() - timedelta(days=4000)
    article = publishing.unpublish(published(at=date), by=editor)
    assert publishing.publish(article, by=editor).published_at == date
    publishing.unpublish(article, by=editor)
    today = timezone.now()
    assert publishing.publish(article, by=editor, at=today).published_at == today


def test_date_it_never_appeared_under_is_not_kept(draft, editor: User, time_machine):
    start = timezone.now()
    article = publishing.schedule(draft(), by=editor, at=start + timedelta(hours=1))
    publishing.unpublish(article, by=editor)
    time_machine.move_to(start + timedelta(days=1), tick=False)
    assert publishing.publish(article, by=editor).published_at == start + timedelta(days=1)


def test_what_has_ended_is_not_published_under_its_earlier_date(published, editor: User):
    now = timezone.now()
    article = published(at=now - timedelta(days=2), unpublish_at=now - timedelta(days=1))
    publishing.unpublish(article, by=editor)
    with pytest.raises(publishing.Refused, match="Ends"):
        publishing.publish(article, by=editor)
