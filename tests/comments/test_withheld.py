"""While lawyers look at a discussion nothing of it is shown to readers, and neither they nor the desk change it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from accounts import erasure
from accounts.models import User
from articles.models import Article
from comments import (
    answering,
    appeals,
    claims,
    deciding,
    decisions,
    discussions,
    ignoring,
    moderation,
    recommending,
    reporting,
    second_reviews,
    steering,
)
from comments.decisions import Act
from comments.models import (
    Appeal,
    Comment,
    Decision,
    Discussion,
    Ignored,
    MutedThread,
    Recommendation,
    Report,
    SecondReview,
)
from comments.removing import Replies
from tests.comments.said import say
from tests.conftest import account

TEXT = "He took the money."


@pytest.fixture
def author(db: None) -> User:
    return account("ann@example.org", display_name="Ann")


@pytest.fixture
def comment(published: Callable[..., Article], author: User, reader: User) -> Comment:
    """One that this reader recommended before it was withheld."""
    said = say(published(), TEXT, user=author)
    Recommendation.objects.create(comment=said, user=reader)
    Discussion.objects.filter(article=said.article).update(withheld_at=timezone.now(), withheld_note="A court decides.")
    return said


def state() -> list[object]:
    tables = (Comment, Discussion, Recommendation, Report, Ignored, MutedThread, Decision, Appeal, SecondReview)
    return [list(model._default_manager.values()) for model in tables]


@pytest.mark.parametrize("who", ["reader", "author"])
def test_no_page_and_no_form_leads_to_it(client: Client, comment: Comment, reader: User, author: User, who: str):
    client.force_login(reader if who == "reader" else author)
    before = state()
    assert client.get(f"/comments/{comment.pk}/").status_code == 404
    for act in ("recommend", "report", "ignore", "mute", "edit", "remove"):
        for more in ({}, {"take_back": "1"}):
            answer = client.post(f"/comments/{comment.pk}/{act}/", {"reason": "spam", "text": "x", **more})
            assert answer.status_code == 404
    assert state() == before


def test_the_form_for_an_answer_says_why_and_not_what(client: Client, comment: Comment, reader: User):
    client.force_login(reader)
    write = f"/comments/{comment.article_id}/write/"
    pages = [client.get(write, {"reply_to": comment.pk}), client.post(write, {"text": "No", "reply_to": comment.pk})]
    for page in pages:
        assert "A court decides." in page.text
        assert TEXT not in page.text
        assert "You answer" not in page.text


def test_it_may_be_withheld_while_somebody_waits_for_their_turn(comment: Comment, reader: User, author: User):
    before = state()
    other = account("other@example.org")
    with pytest.raises(recommending.NotPossible):
        recommending.recommend(comment.pk, by=other)
    with pytest.raises(recommending.NotPossible):
        recommending.take_back(comment.pk, by=reader)
    with pytest.raises(reporting.Refused):
        reporting.report(comment.pk, "spam", by=other)
    assert state() == before


def test_scripts_learn_nothing_of_it(comment: Comment, reader: User, author: User):
    Ignored.objects.create(user=reader, ignored=author)
    for user in (reader, author):
        assert ignoring.marks(comment.article, of=user) == {"own": [], "hidden": [], "recommended": []}


def test_ones_own_list_links_nowhere_that_is_not_there(client: Client, comment: Comment, author: User):
    client.force_login(author)
    assert f"/comments/{comment.pk}/" not in client.get("/comments/own/").text
    Discussion.objects.update(withheld_at=None)
    assert f"/comments/{comment.pk}/" in client.get("/comments/own/").text


# What moderators do.

Verb, Status = Decision.Verb, Comment.Status
WORDS = "This discussion is withheld. Restore it first."


@dataclass
class Desk:
    """A discussion of every state, about which a moderator decided before another withheld it."""

    by: User
    lead: User
    above: Comment  # chosen, answered and reported
    answer: Comment
    waiting: Comment
    refused: Comment
    act: Act  # by which it was refused
    appeal: Appeal
    verdict: SecondReview

    @property
    def numbers(self) -> list[int]:
        return [self.above.pk, self.answer.pk, self.waiting.pk, self.refused.pk]

    @property
    def article(self) -> int:
        return self.above.article_id


@pytest.fixture
def desk_at_rest(published: Callable[..., Article], author: User, reader: User, administrator: User) -> Desk:
    article, by = published(), account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True)
    above = say(article, TEXT, user=author, featured_at=timezone.now(), report_weight=1.0)
    Report.objects.create(comment=above, user=reader, reason="spam")
    answer = say(article, "Did he?", above, user=reader)
    waiting = say(article, "I know more.", user=author, status=Status.PENDING, queued_at=timezone.now())
    refused, act = say(article, "You fool.", user=author), Act(by=by)
    (decision,) = moderation.put([refused.pk], Status.REJECTED, act)
    appeal = Appeal.objects.create(user=author, comment=refused, against=by, text="No.")
    SecondReview.objects.all().delete()  # which chance may have drawn
    verdict = SecondReview.objects.create(decision=decision, comment=refused)
    assert second_reviews.give([verdict.pk], Verb.SPAM, by=administrator) == [verdict.pk]
    steering.withhold(article.pk, "A court decides.", act=steering.Act(administrator))
    return Desk(by, administrator, above, answer, waiting, refused, act, appeal, verdict)


def carry_out(verb: Decision.Verb, replies: Replies = Replies.KEEP) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        outcome = deciding.carry_out(desk.numbers, deciding.Wish(verb, "Good.", replies), Act(by=desk.by))
        assert (outcome.made, outcome.skipped, outcome.withheld) == ([], [], desk.numbers)

    return act


def reply(desk: Desk) -> None:
    for comment, approves in ((desk.waiting, True), (desk.above, False)):
        with pytest.raises(answering.Refused, match=WORDS):
            answering.answer(comment.pk, "No.", by=desk.by, approves=approves)


def decide_appeal(desk: Desk) -> None:
    for outcome in Appeal.Outcome:
        with pytest.raises(appeals.Refused, match=WORDS):
            appeals.decide(desk.appeal.pk, outcome, "We looked again.", by=desk.lead)


def undo(desk: Desk) -> None:
    with pytest.raises(discussions.Withheld, match=WORDS):
        decisions.undo(desk.act.bulk, by=desk.lead)


# Each verb that is about comments: a new one has to say here how it is refused.
REFUSED = {
    **{verb: carry_out(verb) for verb in deciding.VERBS},
    Verb.MOVE: carry_out(Verb.REJECT, Replies.MOVE),
    Verb.REPLY: reply,
    Verb.APPEAL: decide_appeal,
    Verb.UNDO: undo,
}
NOT_ABOUT_COMMENTS = {Verb.WARN, Verb.SUSPEND, Verb.BAN, Verb.LIFT, *steering.ABOUT}


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in NOT_ABOUT_COMMENTS])
def test_no_verb_changes_it(desk_at_rest: Desk, verb: Decision.Verb):
    before = state()
    REFUSED[verb](desk_at_rest)
    assert state() == before


@pytest.mark.parametrize("verb", [Verb.REJECT, Verb.SPAM, Verb.HOLD, Verb.RETURN])
def test_nor_does_removing_with_the_replies(desk_at_rest: Desk, verb: Decision.Verb):
    before = state()
    for replies in Replies:
        carry_out(verb, replies)(desk_at_rest)
    assert state() == before


def test_nor_does_what_the_verbs_are_made_of(desk_at_rest: Desk):
    desk, before = desk_at_rest, state()
    assert moderation.decide(Comment.objects.all(), Status.SPAM, by=desk.by) == 0
    for change in (
        lambda: decisions.change([(desk.above, {"status": Status.SPAM})], Verb.SPAM, Act(by=desk.by)),
        lambda: moderation.delete([desk.waiting, desk.answer], by=desk.by),
        lambda: moderation.edited(desk.above, ["body"], by=desk.by),
    ):
        with pytest.raises(discussions.Withheld, match=WORDS):
            change()
    assert state() == before


def test_nobody_judges_a_decision_about_it(desk_at_rest: Desk):
    desk, before = desk_at_rest, state()
    assert second_reviews.take_back([desk.verdict.pk], by=desk.lead) == []
    assert state() == before
    SecondReview.objects.update(verdict="", by=None, at=None)
    before = state()
    assert second_reviews.give([desk.verdict.pk], Verb.SPAM, by=desk.lead) == []
    assert state() == before


def test_of_many_the_others_are_decided_and_an_act_is_undone_whole(
    desk_at_rest: Desk, published: Callable[..., Article]
):
    desk, act = desk_at_rest, Act(by=desk_at_rest.by)
    free = [say(published(f"Article {number}"), "Me too.", status=Status.PENDING) for number in range(2)]
    numbers = [*desk.numbers, *(each.pk for each in free)]
    outcome = deciding.carry_out(numbers, deciding.Wish(Verb.SPAM), act)
    assert (outcome.comments, outcome.withheld) == ({each.pk for each in free}, desk.numbers)
    steering.withhold(free[0].article_id, "A court decides.", act=steering.Act(desk.lead))
    before = state()
    with pytest.raises(discussions.Withheld):
        decisions.undo(act.bulk, by=desk.by)
    assert state() == before


def test_looking_restoring_and_leaving_go_on(desk_at_rest: Desk, author: User):
    desk = desk_at_rest
    assert claims.take(desk.above.pk, by=desk.by) is None
    last = Decision.objects.get(verb=Verb.WITHHOLD)
    for is_withheld in (False, True, False, True):  # each undoes the one before
        (last,) = decisions.undo(last.bulk, by=desk.lead)
        assert discussions.is_withheld(desk.article) == is_withheld
    erasure.erase(author, keeps_comments=False)
    assert not Comment.objects.exclude(body="").filter(pk__in=[desk.above.pk, desk.waiting.pk]).exists()
    steering.restore(desk.article, act=steering.Act(desk.lead))
    outcome = deciding.carry_out([desk.answer.pk], deciding.Wish(Verb.REJECT), Act(by=desk.by))
    assert outcome.comments == {desk.answer.pk}
