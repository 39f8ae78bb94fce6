"""The moderators' desk without scripts: what waits, what is known of it, what is done, and that others may not."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import claims, queues
from comments.models import Comment, Decision, Note, Reason
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
DESK = "/admin/comments/moderation/"
HELD = [{"rule": "suspect_words", "words": "fool"}]
JSON = {"Accept": "application/json"}


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def moderator(db: None) -> User:
    return account("mo@example.org", "comments.change_comment", "comments.add_sanction", is_staff=True)


@pytest.fixture
def at_desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def waiting(article: Article, count: int = 1, **fields: Any) -> list[Comment]:
    return [say(article, f"Number {n}.", status=Status.PENDING, **fields) for n in range(count)]


def statuses(*comments: Comment) -> list[str]:
    return [Comment.objects.get(pk=comment.pk).status for comment in comments]


def decide(client: Client, verb: str, *comments: Comment, **also: Any) -> Any:
    return client.post(f"{DESK}decide/", {"verb": verb, "number": [each.pk for each in comments], **also}, follow=True)


def test_each_queue_shows_its_own(at_desk: Client, article: Article):
    fields: dict[str, dict[str, Any]] = {
        "pending": {"status": Status.PENDING},
        "suspect": {
            "status": Status.PENDING,
            "is_suspect": True,
            "held_for": [{"rule": "suspect_words", "words": "fool"}],
        },
        "reported": {"status": Status.APPROVED, "report_weight": 1.5},
        "returned": {"status": Status.RETURNED},
    }
    for key, values in fields.items():
        say(article, f"This is {key}.", **values)
    for key in fields:
        page = at_desk.get(DESK, {"queue": key}).text
        assert [other for other in fields if f"This is {other}." in page] == [key]
        assert f"/news/{article.slug}/" in page
    assert "Held: Suspect words: fool" in at_desk.get(DESK, {"queue": "suspect"}).text


def test_oldest_first_a_page_at_a_time(at_desk: Client, article: Article, settings: Any):
    said = waiting(article, 30)
    first = at_desk.get(DESK)
    assert [card.comment.pk for card in first.context["cards"]] == [each.pk for each in said[:25]]
    second = at_desk.get(f"{DESK}?{first.context['next']}")
    assert [card.comment.pk for card in second.context["cards"]] == [each.pk for each in said[25:]]
    assert at_desk.get(DESK, {"after": "nonsense"}).status_code == 404


def test_reported_with_the_heaviest_first(at_desk: Client, article: Article):
    said = [say(article, report_weight=weight % 7 + 0.1) for weight in range(30)]
    wanted = [each.pk for each in sorted(said, key=lambda each: (-each.report_weight, each.pk))]
    first = at_desk.get(DESK, {"queue": "reported"})
    second = at_desk.get(f"{DESK}?{first.context['next']}")
    assert [card.comment.pk for page in (first, second) for card in page.context["cards"]] == wanted
    assert at_desk.get(DESK, {"queue": "reported", "after": "zz_1"}).status_code == 404


@pytest.mark.skipif(connection.vendor == "postgresql", reason="It reads a table of ten rows as a whole.")
@pytest.mark.parametrize("queue", queues.QUEUES, ids=lambda queue: queue.key)
def test_no_queue_reads_what_was_decided(db: None, queue: queues.Queue):
    index = {"reported": "comment_reported", "returned": "comment_queue"}.get(queue.key, "comment_to_decide")
    for wanted in (queue.comments, queue.comments.order_by()[: queues.MOST]):
        rows = wanted.explain().splitlines()
        plan = "\n".join(row for row in rows if "discussion_withheld" not in row)  # which has those alone
        assert "SCAN" not in plan
        assert index in plan or queue.key == "returned"
        assert "TEMP B-TREE" not in plan or queue.key == "returned"


def test_same_queries_for_one_and_for_many(at_desk: Client, article: Article, reader: User):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            at_desk.get(DESK)
        return len(captured)

    waiting(article, 1, user=reader)
    at_desk.get(DESK)
    one = queries()
    for number in range(9):
        writer = account(f"w{number}@example.org", display_name=f"Writer {number}")
        (said,) = waiting(article, 1, user=writer, parent=Comment.objects.first())
        Note.objects.create(comment=said, text="Look again.")
    assert queries() == one


def test_what_its_author_did_before_stands_beside_it(at_desk: Client, article: Article, reader: User):
    waiting(article, user=reader)
    for status in (Status.APPROVED, Status.APPROVED, Status.SPAM, Status.REJECTED, Status.WITHDRAWN):
        say(article, status=status, user=reader)
    Note.objects.create(user=reader, text="Writes to the editor, too.")
    page = at_desk.get(DESK).text
    assert "2 approved, 2 refused" in page
    assert "Writes to the editor, too." in page


def test_every_verb_does_what_it_says(at_desk: Client, article: Article, moderator: User):
    said, reason = waiting(article, 4), Reason.objects.get(name="Insulting")
    decide(at_desk, "approve", said[0])
    decide(at_desk, "spam", said[1])
    decide(at_desk, "reject", said[2], reason=reason.pk, words="Not the person.")
    decide(at_desk, "return", said[3], reason=reason.pk)
    assert statuses(*said) == ["approved", "spam", "rejected", "returned"]
    told = Decision.objects.filter(verb__in=["reject", "return"]).order_by("pk")
    assert [(each.words, each.by_id) for each in told] == [
        ("Not the person.", moderator.pk),
        (reason.words, moderator.pk),
    ]
    decide(at_desk, "hold", said[0])
    assert statuses(said[0]) == ["pending"]


def test_nobody_is_refused_without_a_reason(at_desk: Client, article: Article):
    (said,) = waiting(article)
    assert "Choose a reason" in decide(at_desk, "reject", said).text
    assert statuses(said) == ["pending"]


def test_choosing_approves_and_says_why(at_desk: Client, article: Article):
    (said,) = waiting(article)
    decide(at_desk, "feature", said, note="Was there.")
    said.refresh_from_db()
    assert (said.status, said.featured_note, bool(said.featured_at)) == ("approved", "Was there.", True)
    decide(at_desk, "unfeature", said)
    said.refresh_from_db()
    assert (said.featured_note, said.featured_at) == ("", None)


def test_all_that_match_are_one_act_and_undone_with_one_key(at_desk: Client, article: Article, published: Any):
    said = waiting(article, 30)
    (other,) = waiting(published("Another"))
    last = Comment.objects.latest("pk").pk
    (newer,) = waiting(article)
    page = decide(at_desk, "spam", everything="on", last=last, queue="pending", article=article.pk)
    assert "30 comments" in page.text
    assert set(statuses(*said)) == {"spam"}
    assert statuses(other, newer) == ["pending", "pending"]
    act = Decision.objects.values_list("bulk", flat=True).distinct().get()
    assert "Undone: 30 comments." in at_desk.post(f"{DESK}undo/", {"act": act}, follow=True).text
    assert set(statuses(*said)) == {"pending"}


def test_who_decided_first_is_not_overruled(at_desk: Client, article: Article, editor: User):
    (said,) = waiting(article)
    claims.take(said.pk, by=editor)
    assert "Left alone" in decide(at_desk, "approve", said).text
    Comment.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    Comment.objects.update(status=Status.SPAM)
    assert "Left alone" in decide(at_desk, "approve", number=f"{said.pk}:pending").text
    assert statuses(said) == ["spam"]


def test_nor_by_who_decides_about_several(at_desk: Client, article: Article):
    one, two = waiting(article, 2)
    ticks = re.findall(r'type="checkbox" name="number" value="([^"]+)"', at_desk.get(DESK).text)
    assert ticks == [f"{one.pk}:pending", f"{two.pk}:pending"]
    Comment.objects.filter(pk=one.pk).update(status=Status.SPAM)
    page = decide(at_desk, "approve", number=ticks).text
    assert "1 comment approved." in page
    assert "looking at them: 1." in page
    assert statuses(one, two) == ["spam", "approved"]


def test_a_later_decision_is_not_undone(at_desk: Client, article: Article, editor: User):
    (said,) = waiting(article)
    decide(at_desk, "spam", said)
    act = Decision.objects.get().bulk
    decide(at_desk, "approve", said)
    assert "decided otherwise since" in at_desk.post(f"{DESK}undo/", {"act": act}, follow=True).text
    assert statuses(said) == ["approved"]


def test_one_moderator_looks_at_a_comment_at_a_time(at_desk: Client, article: Article, moderator: User, editor: User):
    one, two = waiting(article, 2)
    assert claims.take(one.pk, by=editor) is None
    answer = at_desk.post(f"{DESK}claim/", {"number": one.pk}, headers=JSON)
    assert answer.json()["said"] == f"{editor.public_name} is looking at this."
    assert f"{editor.public_name} is looking at this." in at_desk.get(DESK).text
    assert claims.take(two.pk, by=editor) is None
    assert at_desk.post(f"{DESK}claim/", {"number": f"{one.pk}:pending"}, headers=JSON).json()["said"] == ""
    assert Comment.objects.get(pk=one.pk).claimed_by == moderator
    assert at_desk.post(f"{DESK}claim/", {"number": "x"}, headers=JSON).json()["said"] == ""


def test_scripts_are_told_what_happened(at_desk: Client, article: Article):
    (said,) = waiting(article)
    form = {"verb": "spam", "number": f"{said.pk}:pending"}
    answer = at_desk.post(f"{DESK}decide/", form, headers=JSON)
    assert answer.status_code == 200
    again = at_desk.post(f"{DESK}decide/", form, headers=JSON)
    assert again.status_code == 409
    undone = at_desk.post(f"{DESK}undo/", {"act": answer.json()["act"]}, headers=JSON).json()
    assert f'data-card="{said.pk}"' in undone["cards"][0]


@pytest.mark.parametrize("act", ["", "x", "9f2b6a52-6d0e-4d07-9c7a-0f3f2f6f7a11"])
def test_nothing_to_undo(at_desk: Client, act: str):
    assert "There is nothing to undo." in at_desk.post(f"{DESK}undo/", {"act": act}, follow=True).text


@pytest.mark.parametrize("path", ["decide/", "undo/", "claim/"])
def test_only_moderators_and_only_by_post(client: Client, path: str, article: Article, reporter: User, moderator: User):
    (said,) = waiting(article)
    form = {"verb": "approve", "number": said.pk}
    client.force_login(reporter)
    assert client.get(DESK).status_code == 403
    assert client.post(f"{DESK}{path}", form).status_code == 403
    client.force_login(moderator)
    assert client.get(f"{DESK}{path}", form).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert strict.post(f"{DESK}{path}", form).status_code == 403
    assert statuses(said) == ["pending"]
