"""Ways round moderation that are none: what was shown and is changed, and what is done where nothing may be done."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import discussions, editing, posting
from comments.models import Comment, Discussion, Mode, Sanction
from tests.comments.ruled import held_for, posted, ruled

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def shown(article: Article, reader: User) -> Comment:
    ruled(banned_words="casino", suspect_words="lawyer", denied_domains="bad.example", most_links=0)
    return posted(article, "A fine day", reader)


def visible(article: Article) -> int:
    return Discussion.objects.get(pk=article.pk).visible


@pytest.mark.parametrize("text", ["A casino", "https://bad.example", "c a s i n o"])
def test_what_is_refused_cannot_be_edited_in(article: Article, reader: User, shown: Comment, text: str):
    with pytest.raises(posting.Refused):
        editing.edit(shown.pk, text, by=reader)
    shown.refresh_from_db()
    assert (shown.source, shown.status, visible(article)) == ("A fine day", Status.APPROVED, 1)


@pytest.mark.parametrize(("text", "rule"), [("A lawyer", "suspect_words"), ("https://a.example", "links")])
def test_what_is_edited_in_waits_and_nobody_sees_it(article, reader: User, shown: Comment, text: str, rule: str):
    editing.edit(shown.pk, text, by=reader)
    shown.refresh_from_db()
    assert (shown.status, held_for(shown), visible(article)) == (Status.PENDING, [rule], 0)
    with pytest.raises(posting.Refused, match="no longer here"):
        posted(article, "An answer", reader, reply_to=shown)


def test_where_every_comment_waits_so_does_every_change(article: Article, reader: User, shown: Comment):
    ruled(mode=Mode.BEFORE)
    editing.edit(shown.pk, "Another day", by=reader)
    shown.refresh_from_db()
    assert (shown.status, held_for(shown)) == (Status.PENDING, ["mode_site"])


def test_whoever_is_banned_can_change_nothing(reader: User, shown: Comment):
    Sanction.objects.create(user=reader, kind=Sanction.Kind.BAN, words="Insults.")
    with pytest.raises(posting.Refused):
        editing.edit(shown.pk, "Something else", by=reader)


@pytest.mark.parametrize("fields", [{"closes_at": timezone.now()}, {"withheld_at": timezone.now()}])
def test_what_is_closed_or_withheld_stays_as_it_is(article, reader: User, shown: Comment, fields):
    discussions.lock([article.pk])
    Discussion.objects.filter(pk=article.pk).update(**fields)
    with pytest.raises(posting.Refused):
        editing.edit(shown.pk, "Something else", by=reader)
    with pytest.raises(posting.Refused):
        posted(article, "An answer", reader, reply_to=shown)
    assert Comment.objects.count() == 1
