"""Removing what has replies: they stay, go along, or move up, and all of it can be taken back exactly."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles.models import Article
from comments import deciding, decisions, moderation, removing
from comments.decisions import Act, Changed
from comments.models import Comment, Decision, Report
from comments.models.comment import STEP
from comments.removing import Replies
from tests.comments.said import say
from tests.comments.test_decisions import state

Status = Comment.Status


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def put(comment: Comment, replies: Replies, act: Act, status: Comment.Status = Status.REJECTED) -> None:
    with transaction.atomic():
        removing.put([comment.pk], status, replies, act)


def check(article: Article) -> None:
    """Every path begins with its parent's, has its depth, and every count is what is there."""
    rows = {each.pk: each for each in Comment.objects.filter(article=article)}
    for each in rows.values():
        above = rows[each.parent_id].path if each.parent_id else ""
        assert each.path[:-12] == above
        assert len(each.path) == 12 * (each.depth + 1)
        below = [other for other in rows.values() if other.path.startswith(each.path) and other is not each]
        assert each.visible_replies == sum(other.is_visible for other in below)


def test_replies_move_up_with_all_below_them(article: Article, editor: User):
    top = say(article, "Top.")
    gone = say(article, "Gone.", top)
    first, second = say(article, "First.", gone), say(article, "Second.", gone)
    deeper = say(article, "Deeper.", first)
    put(gone, Replies.MOVE, Act(by=editor))
    check(article)
    for each in (gone, first, second, deeper):
        each.refresh_from_db()
    assert (first.parent_id, second.parent_id, deeper.parent_id) == (top.pk, top.pk, first.pk)
    assert (gone.status, gone.visible_replies, first.depth, deeper.depth) == ("rejected", 0, 1, 2)


def test_replies_are_hidden_with_it(article: Article, editor: User):
    top = say(article)
    reply = say(article, parent=top)
    say(article, parent=reply, status=Status.PENDING)
    put(top, Replies.HIDE, Act(by=editor))
    found = Comment.objects.order_by("pk").values_list("status", flat=True)
    assert list(found) == ["rejected", "rejected", "pending"]


def test_another_reply_of_the_same_millisecond_keeps_its_place(article: Article, editor: User):
    top = say(article)
    other = say(article, parent=top)
    gone = say(article, parent=top)
    moving = say(article, parent=gone)
    Comment.objects.filter(pk=moving.pk).update(path=gone.path + other.path[-12:])
    put(gone, Replies.MOVE, Act(by=editor))
    check(article)
    assert Comment.objects.get(pk=other.pk).path == other.path


@pytest.mark.parametrize("seed", range(30))
def test_random_trees_come_back_exactly(article: Article, editor: User, seed: int):
    rng = Random(seed)  # noqa: S311  # the same every time
    said: list[Comment] = []
    for _ in range(14):
        said.append(say(article, parent=rng.choice([None, *said[-5:]]), status=rng.choice(Status.values)))
    before, acts = state(), []
    for _ in range(6):
        acts.append(Act(by=editor))
        status = rng.choice(sorted(removing.HIDDEN | {Status.APPROVED}))
        put(rng.choice(said), rng.choice(list(Replies)), acts[-1], status)
        check(article)
    after = state()
    undone = [decisions.undo(act.bulk, by=editor) for act in reversed(acts)]
    assert state() == before
    check(article)
    for made in reversed([each for each in undone if each]):
        decisions.undo(made[0].bulk, by=editor)
    assert state() == after


def test_who_answered_what_moved_comes_back_with_it(article: Article, editor: User, reader: User):
    top = say(article)
    reply = say(article, parent=top)
    act = Act(by=editor)
    put(top, Replies.MOVE, act)
    reply.refresh_from_db()
    answer = say(article, parent=reply)
    deeper = say(article, parent=answer)
    (undone, *_rest) = decisions.undo(act.bulk, by=editor)
    check(article)
    assert Comment.objects.get(pk=deeper.pk).depth == 3
    decisions.undo(undone.bulk, by=editor)
    check(article)
    assert Comment.objects.get(pk=deeper.pk).depth == 2


def test_no_deeper_than_there_is_room(article: Article, editor: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(decisions, "MAX_DEPTH", 2)
    top = say(article)
    reply = say(article, parent=top)
    act = Act(by=editor)
    put(top, Replies.MOVE, act)
    reply.refresh_from_db()
    deep = say(article, parent=say(article, parent=reply))
    before = state()
    with pytest.raises(Changed) as raised:
        decisions.undo(act.bulk, by=editor)
    assert (raised.value.numbers, state()) == ([deep.pk], before)


@pytest.mark.parametrize(
    ("status", "outcome"), [(Status.APPROVED, "dismissed"), (Status.SPAM, "upheld"), (Status.RETURNED, "upheld")]
)
def test_reports_are_settled_and_reopened(article: Article, editor: User, reader: User, status: str, outcome: str):
    said = say(article, report_weight=1.0)
    Report.objects.create(comment=said, user=reader, reason="spam")
    act = Act(by=editor)
    put(said, Replies.KEEP, act, Comment.Status(status))
    assert Report.objects.get().outcome == outcome
    decisions.undo(act.bulk, by=editor)
    report = Report.objects.get()
    assert (report.outcome, report.decided_at) == ("", None)
    assert Comment.objects.get().report_weight == 1.0


def test_what_was_settled_before_stays_so(article: Article, editor: User, reader: User):
    said = say(article)
    long_ago = timezone.now() - timedelta(days=3)
    Report.objects.create(comment=said, user=reader, reason="spam", outcome="dismissed", decided_at=long_ago)
    act = Act(by=editor)
    put(said, Replies.KEEP, act)
    decisions.undo(act.bulk, by=editor)
    assert Report.objects.get().outcome == "dismissed"


def test_answers_to_what_moved_twice_go_back_with_it(published: Callable[..., Article], editor: User):
    article = published()
    first = say(article, "R")
    above = [first]
    for words in "123":
        above.append(say(article, words, parent=above[-1]))
    act = Act(by=editor)
    wish = deciding.Wish(Decision.Verb.REJECT, replies=Replies.MOVE)
    deciding.carry_out([above[1].pk, above[2].pk], wish, act)
    above[3].refresh_from_db()
    say(article, "4", parent=above[3])
    decisions.undo(act.bulk, by=editor)
    for comment in Comment.objects.select_related("parent"):
        assert comment.path[:-STEP] == (comment.parent.path if comment.parent else "")
        assert comment.depth == len(comment.path) // STEP - 1


@pytest.mark.parametrize("replies", [Replies.HIDE, Replies.MOVE])
def test_many_replies_take_as_many_statements_as_few(published: Callable[..., Article], editor: User, replies: Replies):
    def statements(do: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            do()
        return len(captured)

    def costs(article: Article, count: int) -> tuple[int, int]:
        top = say(article)
        for number in range(count):
            below = say(article, parent=top, status=rng.choice([Status.APPROVED, Status.PENDING]))
            say(article, str(number), parent=below, queued_at=timezone.now())
        act = Act(by=editor)
        return statements(lambda: put(top, replies, act)), statements(lambda: decisions.undo(act.bulk, by=editor))

    rng = Random(1)  # noqa: S311  # the same every time
    few = costs(published("Few"), 3)
    assert costs(published("Many"), 14) == few
    many = list(AuditEntry.objects.order_by("-number").values_list("verb", flat=True)[:3])
    assert many == [
        "undo_comment_decision",
        {"hide": "reject_comment", "move": "move_comment"}[replies],
        "reject_comment",
    ]


def test_what_differs_comes_back_with_one_statement_too(article: Article, editor: User):
    said = [
        say(article, status=Status.PENDING, queued_at=timezone.now(), held_for=[{"rule": "links", "words": f"{n} “x”"}])
        for n in range(5)
    ]
    before, act = state(), Act(by=editor)
    with transaction.atomic():
        wanted = [(each, {"held_for": [], "queued_at": None, "is_suspect": True}) for each in said]
        decisions.change(wanted, Decision.Verb.APPROVE, act)
    with CaptureQueriesContext(connection) as captured:
        decisions.undo(act.bulk, by=editor)
    assert state() == before
    assert sum('UPDATE "comments_comment"' in each["sql"] for each in captured) == 1


@pytest.mark.parametrize("times", [1, 2, 3])
def test_reports_follow_what_is_undone_and_done_again(article: Article, editor: User, reader: User, times: int):
    said = say(article, report_weight=1.0)
    Report.objects.create(comment=said, user=reader, reason="spam")
    act = Act(by=editor)
    put(said, Replies.KEEP, act)
    bulk = act.bulk
    for _ in range(times):
        (undone,) = decisions.undo(bulk, by=editor)
        assert (Report.objects.get().outcome, Report.objects.get().decided_at) == ("", None)
        (again,) = decisions.undo(undone.bulk, by=editor)
        assert Report.objects.get().outcome == "upheld"
        bulk = again.bulk


def test_what_is_hidden_again_with_another_is_not_judged_either(article: Article, editor: User, reader: User):
    top = say(article)
    reply = say(article, parent=top, report_weight=1.0)
    Report.objects.create(comment=reply, user=reader, reason="spam")
    act = Act(by=editor)
    put(top, Replies.HIDE, act)
    undone = decisions.undo(act.bulk, by=editor)
    decisions.undo(undone[0].bulk, by=editor)
    assert Comment.objects.get(pk=reply.pk).status == Status.REJECTED
    assert Report.objects.get().outcome == ""


def test_nothing_goes_back_below_what_was_deleted(article: Article, editor: User):
    top = say(article)
    reply = say(article, parent=top)
    act = Act(by=editor)
    put(top, Replies.MOVE, act)
    moderation.delete([top], by=editor)
    before = state()
    with pytest.raises(Changed) as raised:
        decisions.undo(act.bulk, by=editor)
    assert (raised.value.numbers, state()) == ([reply.pk], before)


def test_nothing_goes_back_below_what_stands_elsewhere(article: Article, editor: User):
    top = say(article)
    middle = say(article, parent=top)
    first, second = Act(by=editor), Act(by=editor)
    put(top, Replies.MOVE, first)
    middle.refresh_from_db()
    say(article, parent=middle)
    put(middle, Replies.MOVE, second)
    decisions.undo(first.bulk, by=editor)  # what was answered goes back, its answer stays above
    check(article)
    with pytest.raises(Changed):
        decisions.undo(second.bulk, by=editor)
    check(article)
