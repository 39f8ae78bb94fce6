"""Reports: once each, weighed by who reports, and what they do to a comment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import decisions, moderation, reporting
from comments.decisions import Act
from comments.models import Comment, Decision, Discussion, Report
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def comment(article: Article) -> Comment:
    return say(article)


def known(name: str, days: int = 30) -> User:
    return account(f"{name}@example.org", date_joined=timezone.now() - timedelta(days=days))


def decided(user: User, article: Article, right: int, wrong: int) -> None:
    for number in range(right + wrong):
        outcome = Report.Outcome.UPHELD if number < right else Report.Outcome.DISMISSED
        Report.objects.create(comment=say(article), user=user, reason="spam", outcome=outcome)


def test_who_was_right_before_weighs_more(article: Article):
    right, wrong, fresh = known("right"), known("wrong"), known("fresh", days=1)
    decided(right, article, 8, 0)
    decided(wrong, article, 0, 8)
    assert [reporting.weight(each) for each in (right, known("new to it"), fresh, wrong)] == [1.8, 1, 0.5, 0.2]


def test_a_reader_reports_once(comment: Comment):
    reader = known("ann")
    first = reporting.report(comment.pk, "spam", by=reader)
    assert reporting.report(comment.pk, "insult", by=reader) == first
    comment.refresh_from_db()
    assert (comment.report_weight, Report.objects.get().reason) == (1, "spam")


def test_enough_of_them_hide_it_until_a_moderator_decides(comment: Comment):
    for number in range(2):
        reporting.report(comment.pk, "spam", by=known(f"r{number}"))
    comment.refresh_from_db()
    assert comment.status == Status.APPROVED
    reporting.report(comment.pk, "spam", by=known("third"))
    comment.refresh_from_db()
    assert (comment.status, comment.report_weight) == (Status.PENDING, 3)
    assert comment.queued_at
    assert comment.held_for == [{"rule": "reports", "words": ""}]
    assert Discussion.objects.get().visible == 0
    decision = Decision.objects.get()
    assert (decision.verb, decision.by_id, decision.rule) == ("hold", None, "reports")


def test_a_hiding_is_undone_exactly(comment: Comment, editor: User):
    for number in range(3):
        reporting.report(comment.pk, "spam", by=known(f"r{number}"))
    decisions.undo(Decision.objects.get().bulk, by=editor)
    comment.refresh_from_db()
    assert (comment.status, comment.queued_at, comment.held_for) == (Status.APPROVED, None, [])


def test_what_a_moderator_looked_at_is_not_hidden_by_numbers(comment: Comment, editor: User):
    for number in range(3):
        reporting.report(comment.pk, "spam", by=known(f"r{number}"))
    moderation.put([comment.pk], Status.APPROVED, Act(by=editor))
    for number in range(6):
        reporting.report(comment.pk, "spam", by=known(f"again{number}"))
    comment.refresh_from_db()
    assert (comment.status, comment.report_weight) == (Status.APPROVED, 6)  # in the queue, and to be read


def test_what_was_changed_since_then_is(comment: Comment, editor: User):
    reporting.report(comment.pk, "spam", by=known("first"))
    moderation.put([comment.pk], Status.APPROVED, Act(by=editor))
    Comment.objects.update(edited_at=timezone.now(), body="<p>You vermin.</p>")
    for number in range(3):
        reporting.report(comment.pk, "insult", by=known(f"r{number}"))
    comment.refresh_from_db()
    assert (comment.status, comment.report_weight) == (Status.PENDING, 3)
    moderation.put([comment.pk], Status.APPROVED, Act(by=editor))
    for number in range(3):
        reporting.report(comment.pk, "insult", by=known(f"again{number}"))
    comment.refresh_from_db()
    assert comment.status == Status.APPROVED


def test_accounts_opened_for_it_weigh_half(comment: Comment):
    for number in range(5):
        reporting.report(comment.pk, "spam", by=known(f"r{number}", days=0))
    comment.refresh_from_db()
    assert (comment.status, comment.report_weight) == (Status.APPROVED, 2.5)


def test_a_flood_of_reports_ends(article: Article):
    reader = known("flood")
    said = [say(article, str(number)) for number in range(reporting.MOST + 1)]
    for each in said[:-1]:
        reporting.report(each.pk, "spam", by=reader)
    with pytest.raises(reporting.Refused, match="a lot"):
        reporting.report(said[-1].pk, "spam", by=reader)


@pytest.mark.parametrize("status", [each for each in Status.values if each != "approved"])
def test_what_is_not_there_cannot_be_reported(comment: Comment, status: str):
    Comment.objects.update(status=status)
    with pytest.raises(reporting.Refused):
        reporting.report(comment.pk, "spam", by=known("ann"))


@pytest.mark.parametrize(("reason", "text"), [("", ""), ("dislike", ""), ("spam", "x" * 1001)])
def test_what_no_form_sends_is_refused(comment: Comment, reason: str, text: str):
    with pytest.raises(reporting.Refused):
        reporting.report(comment.pk, reason, text, by=known("ann"))


def test_what_no_database_takes_is_left_out(comment: Comment):
    assert reporting.report(comment.pk, "spam", " Look\0 there\0 ", by=known("ann")).text == "Look there"


def test_nor_can_ones_own(article: Article, reader: User):
    with pytest.raises(reporting.Refused):
        reporting.report(say(article, user=reader).pk, "spam", by=reader)
