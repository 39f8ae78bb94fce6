"""Threads as they come, runs that are repeated, interrupted or tried, and what happened here in between."""

from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from articles.models import Article
from comments import decisions, moderation
from comments.decisions import Act
from comments.models import Comment, Discussion
from comments.models.comment import MAX_DEPTH
from newsroom.comment_import import scratch
from newsroom.comment_import.carrying import Carrier
from newsroom.models import ImportedItem, ImportedSite
from tests.comments.said import say
from tests.newsroom.comment_import.exports import META, SITE, disqus, post, remark, thread

BRIDGE = f"{SITE}/2019/03/bridge-vote/"
HARBOUR = f"{SITE}/2019/04/harbour/"


def shape(article: Article) -> list[tuple[int, str]]:
    return [(each.depth, each.body) for each in article.comments.in_thread_order()]


def agrees(article: Article) -> None:
    """Paths, depths and counts are those of the parents."""
    comments = {each.pk: each for each in article.comments.all()}
    for each in comments.values():
        above = comments[each.parent_id] if each.parent_id else None
        assert each.path[:-12] == (above.path if above else "")
        assert each.depth == (above.depth + 1 if above else 0)
        below = [one for one in comments.values() if one.path.startswith(each.path) and one != each and one.is_visible]
        assert each.visible_replies == len(below)
    visible = sum(each.is_visible for each in comments.values())
    assert Discussion.objects.get(article=article).visible == visible


def test_orphans_rings_and_abysses_lose_nothing(bring, bridge: Article, harbour: Article):
    chain = [post(100 + step, 1, parent=99 + step if step else 0) for step in range(MAX_DEPTH + 30)]
    came = bring(
        "disqus",
        disqus(
            thread(1, BRIDGE),
            thread(2, HARBOUR),
            post(1, 1, parent=77),
            *(post(5, 1, parent=4), post(2, 1, parent=4), post(3, 1, parent=2), post(4, 1, parent=3)),
            post(6, 1, parent=6),
            post(7, 2, parent=1),
            *reversed(chain),
        ),
    )
    assert came.counts == {"carried": 7 + len(chain)}
    assert len(came.says("not there now begins")) == 2
    assert len(came.says("in a ring")) == 2
    assert came.reasons[next(each for each in came.reasons if "side by side" in each)][0] == 30 - 1
    agrees(bridge)
    agrees(harbour)
    ring = [
        (depth, body) for depth, body in shape(bridge) if body in {f"<p>Said {number}</p>" for number in (2, 3, 4, 5)}
    ]
    assert ring == [(0, "<p>Said 2</p>"), (1, "<p>Said 3</p>"), (2, "<p>Said 4</p>"), (3, "<p>Said 5</p>")]
    assert max(depth for depth, _body in shape(bridge)) == MAX_DEPTH


def test_batches_of_one_make_the_same_threads(bring, bridge: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scratch, "BATCH", 1)
    bring(
        "disqus",
        disqus(thread(1, BRIDGE), post(3, 1, parent=2), post(2, 1, parent=1), post(1, 1), post(4, 1, parent=1)),
    )
    assert shape(bridge) == [(0, "<p>Said 1</p>"), (1, "<p>Said 2</p>"), (2, "<p>Said 3</p>"), (1, "<p>Said 4</p>")]
    agrees(bridge)


def test_two_threads_of_one_article_become_one_discussion(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), thread(2, f"{SITE}/?p=12"), post(1, 1), post(2, 2, parent=1)))
    assert shape(bridge) == [(0, "<p>Said 1</p>"), (1, "<p>Said 2</p>")]


def test_comments_of_the_same_moment_keep_the_order_of_the_file(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), *(post(number, 1, at="2019-03-04T10:00:00Z") for number in (5, 3, 4, 1))))
    assert [body for _depth, body in shape(bridge)] == [f"<p>Said {number}</p>" for number in (5, 3, 4, 1)]
    say(bridge, created_at=timezone.now())
    again = [remark(number, BRIDGE, time="2019-03-04T10:00:00Z") for number in (6, 7, 8, 9)]
    bring("remark42", [META, *again])
    assert len(shape(bridge)) == 9


def test_three_comments_cost_as_many_queries_as_thirty(bring, bridge: Article):
    bring("remark42", [META, remark(1, BRIDGE)])
    counts = []
    for numbers in (range(10, 13), range(20, 50)):
        above = {number: number - 1 for number in numbers if number % 2}
        at = {number: f"2019-03-05T10:00:{number}Z" for number in numbers}
        export = [META, *(remark(each, BRIDGE, parent=above.get(each, 0), time=at[each]) for each in numbers)]
        with CaptureQueriesContext(connection) as made:
            bring("remark42", export)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_a_second_run_changes_nothing_and_says_so(bring, bridge: Article):
    export = disqus(thread(1, BRIDGE), post(1, 1), post(2, 1, parent=1), post(3, 1, deleted=True))
    bring("disqus", export)
    before = list(Comment.objects.order_by("pk").values())
    came = bring("disqus", export)
    assert came.counts == {"unchanged": 3}
    assert came.lines[-1].startswith("No change")
    assert list(Comment.objects.order_by("pk").values()) == before
    assert ImportedSite.objects.get().url == "disqus:oldpaper"


def test_a_newer_export_adds_replies_and_brings_changes(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1), post(2, 1)))
    version = Discussion.objects.get().version
    came = bring(
        "disqus", disqus(thread(1, BRIDGE), post(1, 1, "Corrected"), post(2, 1, deleted=True), post(3, 1, parent=1))
    )
    assert came.counts == {"updated": 2, "carried": 1}
    assert shape(bridge) == [(0, "<p>Corrected</p>"), (1, "<p>Said 3</p>"), (0, "")]
    assert Discussion.objects.get().version > version
    agrees(bridge)


def test_replies_find_what_an_older_export_had(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1)))
    bring("disqus", disqus(thread(1, BRIDGE), post(2, 1, parent=1)))
    assert shape(bridge) == [(0, "<p>Said 1</p>"), (1, "<p>Said 2</p>")]


def test_readers_get_a_text_that_changed_alone(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1)))
    version = Discussion.objects.get().version
    assert bring("disqus", disqus(thread(1, BRIDGE), post(1, 1, "Corrected"))).counts == {"updated": 1}
    assert Discussion.objects.get().version > version


def test_nothing_answers_what_is_below_another_article(bring, bridge: Article, harbour: Article):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1)))
    came = bring("disqus", disqus(thread(2, HARBOUR), post(2, 2, parent=1)))
    assert len(came.says("not there now begins")) == 1
    assert shape(harbour) == [(0, "<p>Said 2</p>")]


def test_what_was_decided_or_removed_here_is_never_overwritten(bring, bridge: Article, administrator):
    bring("disqus", disqus(thread(1, BRIDGE), *(post(number, 1, "Old") for number in range(1, 5))))
    first, second, third, _fourth = Comment.objects.order_by("created_at")
    moderation.put([first.pk], Comment.Status.REJECTED, Act(by=administrator))
    Comment.objects.filter(pk=second.pk).update(body="<p>Edited by the desk</p>")
    third.delete()
    came = bring("disqus", disqus(thread(1, BRIDGE), *(post(number, 1, "New") for number in range(1, 5))))
    assert came.counts == {"kept": 3, "updated": 1}
    told = Comment.objects.order_by("created_at").values_list("status", "body")
    assert list(told) == [
        ("rejected", "<p>Old</p>"),
        ("approved", "<p>Edited by the desk</p>"),
        ("approved", "<p>New</p>"),
    ]


def test_an_import_that_was_killed_goes_on(bring, bridge: Article, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scratch, "BATCH", 2)
    export = disqus(thread(1, BRIDGE), *(post(number, 1, parent=number - 1) for number in range(1, 10)))
    carry, calls = Carrier.carry, []

    def dies(self: Carrier, turns: list[scratch.Turn]) -> None:
        calls.append(1)
        if len(calls) == 3:
            with mock.patch("newsroom.wordpress.ledger.Ledger.flush", side_effect=KeyboardInterrupt):
                carry(self, turns)
        carry(self, turns)

    monkeypatch.setattr(Carrier, "carry", dies)
    with pytest.raises(KeyboardInterrupt):
        bring("disqus", export)
    assert Comment.objects.count() == ImportedItem.objects.count() == 4
    monkeypatch.setattr(Carrier, "carry", carry)
    came = bring("disqus", export)
    assert came.counts == {"unchanged": 4, "carried": 5}
    agrees(bridge)
    entries = AuditEntry.objects.filter(verb="import_comments").order_by("number")
    assert [each.details["carried"] for each in entries] == [4, 5]


def test_a_dry_run_says_the_same_and_writes_nothing(bring, bridge: Article):
    export = disqus(thread(1, BRIDGE), post(2, 1, parent=1), post(1, 1), post(3, 1, parent=99))
    tried = bring("disqus", export, is_dry_run=True)
    assert not Comment.objects.exists()
    assert not ImportedItem.objects.exists()
    assert not ImportedSite.objects.exists()
    assert not Discussion.objects.exists()
    assert bring("disqus", export).lines == tried.lines
    again = bring("disqus", export, is_dry_run=True)
    assert again.counts == {"unchanged": 3}


def test_nothing_changes_in_a_discussion_that_is_withheld(bring, bridge: Article, harbour: Article):
    export = disqus(thread(1, BRIDGE), thread(2, HARBOUR), post(1, 1), post(2, 2))
    Discussion.objects.create(article=bridge, withheld_at=timezone.now())
    came = bring("disqus", export)
    assert came.counts == {"skipped": 1, "carried": 1}
    assert len(came.says("withheld")) == 1
    Discussion.objects.update(withheld_at=None)
    assert bring("disqus", export).counts == {"unchanged": 1, "carried": 1}


def test_imported_comments_wait_in_the_queue_and_can_be_decided(bring, bridge: Article, administrator, mailoutbox):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1).replace("<isSpam>", "<isApproved>false</isApproved><isSpam>")))
    comment = Comment.objects.get()
    act = Act(by=administrator)
    moderation.put([comment.pk], Comment.Status.APPROVED, act)
    agrees(bridge)
    decisions.undo(act.bulk, by=administrator)
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert mailoutbox == []
