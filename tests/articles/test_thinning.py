"""Old autosaves: of a stretch of typing the last one stays, and all that anybody saved, showed or remarked on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from accounts.models import User
from articles import publishing, thinning
from articles.models import Article, PreviewLink, Remark, Revision
from articles.thinning import WHOLE_FOR

Draft = Callable[..., Article]
pytestmark = pytest.mark.django_db


def autosaved(article: Article, by: User | None, *words: str) -> None:
    for headline in words:
        article = Article.objects.get(pk=article.pk)
        article.headline = headline
        publishing.save(article, by=by, is_auto=True)


def grown_old(article: Article, days: int = 31) -> None:
    article.revisions.update(created_at=timezone.now() - timedelta(days=days))


def numbers(article: Article) -> list[int]:
    return list(article.revisions.order_by("number").values_list("number", flat=True))


def test_last_of_each_person_in_a_row_stays(draft: Draft, editor: User, administrator: User):
    article = draft()
    autosaved(article, editor, "2", "3", "4")
    autosaved(article, administrator, "5", "6")
    autosaved(article, editor, "7", "8")
    grown_old(article)
    assert thinning.thin_out() == 4
    assert numbers(article) == [1, 4, 6, 8]


def test_what_is_young_stays(draft: Draft, editor: User):
    article = draft()
    autosaved(article, editor, "2", "3", "4")
    grown_old(article, WHOLE_FOR.days - 1)
    assert thinning.thin_out() == 0
    article.revisions.filter(number=2).update(created_at=timezone.now() - timedelta(days=31))
    assert thinning.thin_out() == 1
    assert numbers(article) == [1, 3, 4]


def test_all_that_was_saved_on_purpose_stays(published: Draft, editor: User):
    article = published()
    for headline in ("First", "Second", "Third"):
        article.headline = headline
        publishing.save(article, by=editor)
        publishing.update(article, by=None)
    article.headline = "Set aside"
    with pytest.raises(publishing.Clash) as clash:
        publishing.save(article, by=editor, expected_revision=2)
    publishing.set_aside(clash.value, article, by=editor)
    before = numbers(article)
    grown_old(article)
    assert thinning.thin_out() == 0
    assert numbers(article) == before


def test_what_readers_got_stays_whatever_saved_it(draft: Draft, editor: User):
    """No verb publishes an autosave; if one ever did, it would be for good."""
    article = draft()
    autosaved(article, editor, "2", "3", "4")
    article.revisions.filter(number=3).update(is_published=True)
    grown_old(article)
    thinning.thin_out()
    assert numbers(article) == [1, 3, 4]


def test_what_was_shown_or_remarked_on_stays(draft: Draft, editor: User):
    article = draft()
    autosaved(article, editor, "2", "3", "4", "5")
    shown = article.revisions.get(number=2)
    PreviewLink.objects.create(
        article=article, revision=shown, token_hash="x", name="Lawyer", expires_at=timezone.now() + timedelta(days=1)
    )
    Remark.objects.create(article=article, revision_number=3, text="Is this so?", created_by=editor)
    grown_old(article)
    assert thinning.thin_out() == 1
    assert numbers(article) == [1, 2, 3, 5]


def test_working_copy_stays(draft: Draft, editor: User):
    article = draft()
    autosaved(article, editor, "2", "3")
    copy = Article.objects.get(pk=article.pk).working_copy
    Revision.objects.create(article=article, number=4, verb="autosave", content={}, created_by=editor)
    grown_old(article)
    thinning.thin_out()
    assert Revision.objects.filter(pk=copy.pk).exists()


def test_more_than_one_batch_is_done(draft: Draft, editor: User, monkeypatch: pytest.MonkeyPatch):
    article = draft()
    Revision.objects.bulk_create(
        Revision(article=article, number=number, verb="autosave", content={}, created_by=editor)
        for number in range(2, 30)
    )
    monkeypatch.setattr(thinning, "AT_ONCE", 5)
    grown_old(article)
    assert thinning.thin_out() == 27
    assert numbers(article) == [1, 29]


def test_worker_does_it_each_day():
    assert Schedule.objects.get(func="articles.thinning.thin_out").schedule_type == Schedule.DAILY


def test_numbers_go_on_after_it(draft: Draft, editor: User):
    article = draft()
    autosaved(article, editor, "2", "3")
    grown_old(article)
    thinning.thin_out()
    autosaved(article, editor, "4")
    assert numbers(article) == [1, 3, 4]
