"""The verbs that change what an article says: what goes into it, what waits beside it, and what never is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import publishing, revisions
from articles.models import Article, Author, Category, MediaFile
from articles.publishing import Clash, Refused
from articles.revisions import Credit
from articles.writing import Settled, is_kept_apart
from tests.conftest import rewrite
from tests.pictures import stored

Draft = Callable[..., Article]
pytestmark = pytest.mark.django_db
Status = Article.Status


def fresh(article: Article) -> Article:
    return Article.objects.select_related("working_copy").get(pk=article.pk)


def said(article: Article) -> str:
    return Article.objects.get(pk=article.pk).headline


def retitled(article: Article, headline: str, by: User | None = None, **given: Any) -> Any:
    article = fresh(article)
    article.headline = headline
    return publishing.save(article, by=by, **given)


@pytest.fixture
def of_reporter(draft: Draft, reporter: User) -> Article:
    article = draft("At first")
    Article.objects.filter(pk=article.pk).update(created_by=reporter)
    return fresh(article)


def into(article: Article, status: str) -> Article:
    ways = {
        Status.IN_REVIEW: [publishing.submit],
        Status.READY: [publishing.mark_ready],
        Status.PUBLISHED: [publishing.publish],
        Status.TAKEN_DOWN: [publishing.publish, lambda each, by: publishing.take_down(each, by=by, reason="Wrong")],
    }
    for verb in ways.get(Status(status), []):
        verb(article, by=None)
    return fresh(article)


@pytest.mark.parametrize(
    ("status", "editor_writes", "reporter_writes"),
    [
        ("draft", True, True),
        ("in_review", True, True),
        ("ready", True, False),
        ("published", False, False),
        ("taken_down", False, False),
    ],
)
def test_whose_save_the_article_says_at_once(of_reporter, editor, reporter, status, editor_writes, reporter_writes):
    article = into(of_reporter, status)
    for by, writes in ((editor, editor_writes), (reporter, reporter_writes)):
        before = said(article)
        retitled(article, f"By {by.pk}", by)
        assert said(article) == (f"By {by.pk}" if writes else before)
        assert (fresh(article).working_copy is None) is writes
        assert is_kept_apart(article, by) is not writes


@pytest.mark.parametrize("status", ["draft", "ready", "published", "taken_down"])
def test_autosave_changes_nothing_but_the_newest_text(of_reporter, editor, status):
    article = into(of_reporter, status)
    revision = retitled(article, "Typed", editor, is_auto=True)
    assert said(article) == "At first"
    assert fresh(article).working_copy == revision
    assert retitled(article, "Typed", editor, is_auto=True) == revision, "said twice, it is kept once"


def test_what_is_typed_and_taken_back_by_hand_is_no_change(published: Draft, editor: User):
    article = published("At first")
    retitled(article, "Typed", editor)
    retitled(article, "At first", editor)
    assert fresh(article).working_copy is None


def test_update_puts_every_field_in_place_at_once(published, draft, client: Client, author: Author, editor: User):
    guns, picture, other = Category.objects.get(slug="guns"), stored(alt="A bridge"), draft("Other")
    article = published(tags=["bridge"], bylines=[Credit(author)])
    second, before = Author.objects.create(name="Second", slug="second"), fresh(article)
    old_address = before.get_absolute_url()
    given: dict[str, Any] = {
        "headline": "New", "standfirst": "New", "kicker": "New", "slug": "new", "category": guns,
        "body": f'<p>New</p><img src="{picture.url}">', "lead_picture": picture, "seo_title": "New", "notes": "New",
        "video_provider": "youtube", "video_id": "abcdefghijk", "is_sponsored": True, "comments_policy": "closed",
        "unpublish_at": timezone.now() + timedelta(days=1), "source_name": "Wire",
    }  # fmt: skip
    for name, value in given.items():
        setattr(before, name, value)
    publishing.save(before, by=editor, bylines=[Credit(second)], tags=["river"], related=[other])
    untouched = fresh(article)
    assert {name for name in given if getattr(untouched, name) == given[name]} == set()
    assert (list(untouched.tags.names()), list(untouched.authors.all())) == (["bridge"], [author])
    publishing.update(untouched, by=None)
    after = fresh(article)
    assert {name for name in given if name != "body" and getattr(after, name) != given[name]} == set()
    assert (list(after.tags.names()), list(after.authors.all())) == (["river"], [second])
    assert [pin.related for pin in after.related_pins.all()] == [other]
    assert list(after.body_pictures.all()) == [picture]
    assert (after.word_count, after.working_copy) == (1, None)
    assert client.get(old_address).headers["Location"] == "/guns/new/"


def test_update_is_refused_for_what_nobody_looked_at(published: Draft, editor: User):
    article = published("At first")
    looked_at = retitled(article, "Looked at", editor).number
    retitled(article, "Saved since", editor)
    with pytest.raises(publishing.Stale):
        publishing.update(article, by=None, expected_revision=looked_at)
    assert said(article) == "At first"


def test_update_is_refused_when_the_address_is_taken_meanwhile(published: Draft, draft: Draft, editor: User):
    article = fresh(published())
    article.slug = "wanted"
    publishing.save(article, by=editor)
    draft("Faster", slug="wanted")
    with pytest.raises(Refused, match="wanted"):
        publishing.update(article, by=None)
    assert fresh(article).slug == "council-votes-on-the-bridge"
    assert fresh(article).working_copy is not None


@pytest.mark.parametrize("name", ["lead picture", "bylines", "related articles", "video file"])
def test_update_is_refused_when_what_it_refers_to_is_gone(published, draft, editor: User, name: str):
    article = fresh(published())
    picture, author, other = stored(), Author.objects.create(name="Gone", slug="gone"), draft("Gone")
    film = MediaFile.objects.create(file=ContentFile(b"x", "x.mp4"))
    if name == "lead picture":
        article.lead_picture = picture
    if name == "video file":
        article.video_provider, article.video_file = "file", film
    bylines = [Credit(author)] if name == "bylines" else []
    publishing.save(article, by=editor, bylines=bylines, related=[other] if name == "related articles" else [])
    for each in (picture, author, other, film):
        each.delete()
    with pytest.raises(Refused, match=name):
        publishing.update(article, by=None)
    newest = fresh(article).working_copy
    retitled(article, "Without it", editor)
    assert newest in article.revisions.all()


def test_clash_is_kept_and_settled(draft: Draft, editor: User, administrator: User):
    article = draft("At first")
    mine = fresh(article)
    retitled(article, "Theirs", administrator)
    mine.headline, mine.standfirst = "Mine", "Mine too"
    with pytest.raises(Clash) as clash:
        publishing.save(mine, by=editor, expected_revision=1)
    assert clash.value.fields == ["headline"]
    aside = publishing.set_aside(clash.value, article, by=editor)
    assert (aside.is_aside, aside.content["headline"]) == (True, "Mine")
    assert publishing.set_aside(clash.value, article, by=editor) == aside, "sent twice"
    saved = publishing.save(mine, by=editor, expected_revision=1, settled=Settled(2, {"headline": "theirs"}))
    assert (saved.content["headline"], saved.content["standfirst"]) == ("Theirs", "Mine too")


def test_decision_about_another_text_than_the_newest_decides_nothing(draft: Draft, editor: User):
    article = draft("At first")
    mine = fresh(article)
    retitled(article, "Theirs")
    retitled(article, "Theirs, later")
    mine.headline = "Mine"
    with pytest.raises(Clash):
        publishing.save(mine, by=editor, expected_revision=1, settled=Settled(2, {"headline": "mine"}))


def test_discarded_text_stays_in_the_history(published: Draft, editor: User):
    article = published("At first")
    dropped = retitled(article, "Dropped", editor)
    publishing.discard(article, by=editor)
    assert (fresh(article).working_copy, said(article)) == (None, "At first")
    assert dropped in article.revisions.all()
    assert publishing.restore(article, dropped.number, by=editor).content["headline"] == "Dropped"


def test_restored_text_that_no_longer_fits_waits_beside_the_article(draft: Draft, editor: User):
    """Its address is another's by now: it is there to be mended, and the article says what it said."""
    article = draft("At first", slug="first")
    moved = fresh(article)
    moved.slug, moved.headline = "second", "Then"
    publishing.save(moved, by=editor)
    draft("Faster", slug="first")
    publishing.restore(article, 1, by=editor)
    assert (said(article), fresh(article).slug) == ("Then", "second")
    assert fresh(article).working_copy.content["headline"] == "At first"


def test_restored_text_comes_back_under_the_dates_of_today(published: Draft, editor: User, time_machine):
    """An embargo that was set since holds, an end that is over does not end it, and it stays updated when it was."""
    now = timezone.now()
    article = published("At first", unpublish_at=now + timedelta(hours=1))
    changed = fresh(article)
    changed.headline, changed.unpublish_at, changed.updated_at = "Then", None, now
    rewrite(changed)
    time_machine.move_to(now + timedelta(hours=3))
    content = publishing.restore(article, 1, by=editor).content
    assert (content["headline"], content["unpublish_at"]) == ("At first", None)
    assert content["updated_at"] == now.isoformat()


def test_end_before_the_beginning_is_refused_by_whatever_verb(published: Draft, editor: User):
    article = published("At first")
    publishing.unpublish(article, by=None)
    saved = fresh(article)
    saved.unpublish_at = saved.published_at - timedelta(hours=1)
    with pytest.raises(Refused, match="before it appears"):
        publishing.save(saved, by=editor)


def test_restored_video_whose_file_is_gone_is_left_out(draft: Draft, editor: User):
    film = MediaFile.objects.create(file=ContentFile(b"x", "x.mp4"))
    article = fresh(draft("At first", video_provider="file", video_file=film, video_seconds=60))
    article.video_provider, article.video_file, article.video_seconds = "", None, None
    publishing.save(article, by=editor)
    film.delete()
    assert revisions.missing(article.revisions.get(number=1).content) == ["video_file_id"]
    publishing.restore(article, 1, by=editor)
    assert (fresh(article).video_provider, fresh(article).video_seconds) == ("", None)


def test_nobody_writes_what_is_not_theirs(draft: Draft, reporter: User):
    article = draft("At first")
    for verb in (
        lambda: retitled(article, "Typed", reporter),
        lambda: retitled(article, "Typed", reporter, is_auto=True),
        lambda: publishing.restore(article, 1, by=reporter),
        lambda: publishing.discard(article, by=reporter),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert article.revisions.count() == 1
