"""Rules tried on what moderators decided: nothing is changed, and the numbers are those of the comments."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import dry_run, learning
from comments.models import Comment, Decision, Learnt, Rules
from tests.comments.ruled import decided
from tests.comments.said import say
from tests.conftest import account

Verb = Decision.Verb


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def outcome(**fields: object) -> dry_run.Outcome:
    return dry_run.try_out(Rules(**fields), timezone.now())


def test_what_would_be_stopped_is_counted_and_shown(article: Article, admin_user: User):
    for text, verb in (
        ("A fine day", Verb.APPROVE),
        ("The lawyer is right", Verb.APPROVE),
        ("Casino here", Verb.SPAM),
        ("Ask my lawyer", Verb.REJECT),
        ("Fool", Verb.REJECT),
    ):
        decided(say(article, text), verb, admin_user)
    found = outcome(banned_words="casino", suspect_words="lawyer")
    assert (found.approved.count, found.approved.held, found.approved.refused) == (2, 1, 0)
    assert (found.refused.count, found.refused.held, found.refused.refused) == (3, 1, 1)
    assert [each.text for each in found.approved.examples] == ["The lawyer is right"]
    assert [each.why for each in found.refused.examples] == ["Suspect words: lawyer", "banned words: Casino"]
    assert [each.text for each in found.missed] == ["Fool"]
    assert not Rules.objects.exists()
    assert Comment.objects.visible().count() == 5


def test_only_what_people_decided_lately_and_nobody_took_back_counts(article: Article, admin_user: User):
    decided(say(article, "Old"), Verb.REJECT, admin_user, at=timezone.now() - timedelta(days=91))
    back = decided(say(article, "Taken back"), Verb.REJECT, admin_user)
    decided(Comment(pk=back.comment_id), Verb.UNDO, admin_user, undoes=back)
    decided(say(article, "By a rule"), Verb.REJECT, User())
    twice = say(article, "Twice")
    for verb in (Verb.REJECT, Verb.APPROVE):
        decided(twice, verb, admin_user)
    found = outcome()
    assert (found.count, found.approved.count) == (1, 1)


def test_no_more_than_so_many_are_tried(article: Article, admin_user: User, monkeypatch):
    monkeypatch.setattr(dry_run, "MOST", 2)
    for number in range(3):
        decided(say(article, f"Number {number}"), Verb.REJECT, admin_user)
    assert [each.text for each in outcome().missed] == ["Number 2", "Number 1"]


def test_whoever_was_new_then_counts_as_new(article: Article, admin_user: User):
    account("new@example.org")
    User.objects.update(date_joined=timezone.now() - timedelta(days=40))
    user = User.objects.get(email="new@example.org")
    for days in (39, 1):
        at = timezone.now() - timedelta(days=days)
        comment = say(article, '<a href="https://a.example">a</a>', user=user, created_at=at)
        decided(comment, Verb.APPROVE, admin_user)
    assert outcome(new_days=7).approved.held == 1


def test_what_moderators_decided_is_learnt(article: Article, admin_user: User):
    assert learning.learn() is None
    for number in range(20):
        decided(say(article, f"Cheap pills {number}"), Verb.SPAM, admin_user)
        decided(say(article, f"The council {number}"), Verb.APPROVE, admin_user)
    for _night in range(5):
        learning.learn()
    learnt = learning.newest()
    assert learnt
    assert (learnt.refused, learnt.taken) == (20, 20)
    pills, council = learnt.score("Pills"), learnt.score("Council")
    assert pills
    assert council
    assert pills.probability > 0.5 > council.probability
    assert Learnt.objects.count() == learning.KEPT


def test_what_was_erased_is_not_learnt(article: Article, admin_user: User):
    for number in range(20):
        decided(say(article, f"Cheap pills {number}"), Verb.SPAM, admin_user)
        decided(say(article, f"The council {number}"), Verb.APPROVE, admin_user)
    Comment.objects.filter(body__contains="pills").update(body="")
    assert learning.learn() is None
