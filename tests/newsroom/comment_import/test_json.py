"""Coral and Remark42, and all that JSON can be made to hold."""

import gzip
import json

import pytest

from articles.models import Article
from comments.models import Comment, FormerText
from newsroom.wordpress.decoding import Unreadable
from tests.newsroom.comment_import.exports import META, SITE, coral, lines, remark, story, user

BRIDGE = f"{SITE}/2019/03/bridge-vote/"
Status = Comment.Status


def told() -> list[tuple[int, str, str]]:
    return [(each.depth, each.status, each.body) for each in Comment.objects.in_thread_order()]


# Coral


def test_comments_of_coral_find_their_story_and_user_in_other_files(bring, bridge: Article):
    came = bring(
        "coral",
        [
            coral(2, 1, parent=1, at="2019-03-04T12:00:00.000Z"),
            coral(1, 1, "One<div>two</div>", at={"$date": {"$numberLong": "1551697200000"}}),
        ],
        [user(1, "Ruth")],
        [story(1, BRIDGE)],
    )
    assert told() == [(0, "approved", "<p>One</p><p>two</p>"), (1, "approved", "<p>Said 2</p>")]
    first = Comment.objects.get(depth=0)
    assert (first.guest_name, first.guest_email) == ("Ruth", "ruth@example.org")
    assert first.created_at.isoformat() == "2019-03-04T11:00:00+00:00"
    assert (came.read, came.counts) == (2, {"carried": 2})


def test_states_of_coral_hide_what_they_hid(bring, bridge: Article):
    states = ["APPROVED", "NONE", "REJECTED", "PREMOD", "SYSTEM_WITHHELD", "NEW_ONE"]
    records = [coral(number, 1, status=status) for number, status in enumerate(states, 1)]
    gone = coral(9, 1, authorID=None, revisions=[], deletedAt={"$date": "2020-01-01T00:00:00Z"})
    came = bring("coral", [story(1, BRIDGE), *records, gone])
    assert sorted((each.guest_name, each.status) for each in Comment.objects.all()) == sorted(
        [("", "approved")] * 2 + [("", "rejected")] + [("", "pending")] * 3 + [("", "withdrawn")]
    )
    assert len(came.says("status is unknown")) == 1


def test_former_bodies_of_coral_are_left_behind_and_featured_ones_stay_featured(bring, bridge: Article):
    tags = [{"type": "STAFF"}, {"type": "FEATURED", "createdAt": {"$date": "2019-03-05T08:00:00Z"}}]
    bring(
        "coral",
        [story(1, BRIDGE), coral(1, 1, "Now", edits=["Before"], tags=tags), coral(2, 1, tags=tags, status="REJECTED")],
    )
    first, second = Comment.objects.order_by("pk")
    assert (first.body, first.edited_at.year, first.featured_at.isoformat()) == (
        "<p>Now</p>",
        2019,
        "2019-03-05T08:00:00+00:00",
    )
    assert second.featured_at is None
    assert not FormerText.objects.exists()


def test_one_long_list_and_a_nicely_set_out_one_are_read_too(bring, bridge: Article):
    records = [story(1, BRIDGE), *(coral(number, 1, "word " * 3000) for number in range(1, 40))]
    bring("coral", json.dumps(records))
    assert Comment.objects.count() == 39
    came = bring("coral", json.dumps(records, indent=2).encode("utf-16"))
    assert came.counts == {"unchanged": 39}


# Remark42


def test_a_backup_of_remark42(bring, bridge: Article):
    came = bring(
        "remark42",
        gzip.compress(
            lines(
                META,
                remark(2, BRIDGE, parent=1, edit={"time": "2019-03-05T00:00:00Z", "summary": "typo"}),
                remark(1, BRIDGE, pin=True),
                remark(3, BRIDGE, "", orig="", delete=True, name="deleted", user_id="deleted"),
                remark(4, BRIDGE, parent=3),
            ).encode()
        ),
    )
    assert told() == [
        (0, "approved", "<p>Said 1</p>"),
        (1, "approved", "<p>Said 2</p>"),
        (0, "withdrawn", ""),
        (1, "approved", "<p>Said 4</p>"),
    ]
    first, second = Comment.objects.filter(depth__gte=0, body__contains="Said").order_by("created_at")[:2]
    assert (first.guest_name, first.source, first.ip_address) == ("Guest 1", "Said 1", None)
    assert first.created_at.isoformat() == "2019-03-04T10:00:00.123456+00:00"
    assert (first.featured_at, first.recommendations) == (first.created_at, 0)
    assert second.edited_at.isoformat() == "2019-03-05T00:00:00+00:00"
    assert came.statuses == {"approved": 3, "withdrawn": 1}


def test_what_blocked_users_said_stays_hidden(bring, bridge: Article):
    users = [
        {"id": "github_1", "blocked": {"status": True, "until": "0001-01-01T00:00:00Z"}, "verified": False},
        {"id": "github_2", "blocked": {"status": True, "until": "2990-01-01T00:00:00Z"}, "verified": False},
        {"id": "github_3", "blocked": {"status": True, "until": "2019-01-01T00:00:00Z"}, "verified": False},
        {"id": "github_4", "blocked": {"status": False, "until": "0001-01-01T00:00:00Z"}, "verified": True},
    ]
    posts = [{"url": BRIDGE, "read_only": True}]
    came = bring(
        "remark42", [{**META, "users": users, "posts": posts}, *(remark(number, BRIDGE) for number in range(1, 5))]
    )
    assert [each[1] for each in told()] == ["rejected", "rejected", "approved", "approved"]
    assert came.says("closed there") == [BRIDGE]


def test_other_versions_are_refused(bring):
    with pytest.raises(Unreadable, match="version 2"):
        bring("remark42", [{**META, "version": 2}, remark(1, BRIDGE)])


# Hostile and broken JSON

GOOD = lines(META, remark(1, BRIDGE))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (GOOD + json.dumps(remark(2, BRIDGE))[:-30], "line 3"),
        (GOOD + '{"id": ' + "[" * 200_000, "line 3"),
        (GOOD + '{"locator": {"url": "x"}, "score": ' + "9" * 5000 + "}", "line 3"),
        (GOOD + "\n\nnull\n", "line 5"),
        (GOOD + '{"id": "2", "id": }\n' + lines(remark(3, BRIDGE)), "line 3"),
        ("[" + json.dumps(META) + "," + json.dumps(remark(1, BRIDGE)), "no end"),
        ("<disqus/>", "line 1"),
        (gzip.compress(GOOD.encode() * 500)[:-50], "cut off"),
    ],
)
def test_broken_json_is_refused_whole_and_with_its_line(bring, bridge: Article, content: str | bytes, why: str):
    with pytest.raises(Unreadable, match=why):
        bring("remark42", content)
    assert not Comment.objects.exists()


def test_what_has_the_wrong_type_or_no_database_takes_does_no_harm(bring, bridge: Article):
    odd = {
        "id": 7,
        "pid": None,
        "text": "a\u0000b\ud800c",
        "user": ["none"],
        "locator": {"url": BRIDGE, "site": {}},
        "time": {"never": 1},
        "edit": 3,
        "pin": "yes",
    }
    came = bring("remark42", [META, odd, {"something": "else"}, {**odd, "id": "8", "text": 12, "score": float("inf")}])
    assert [each.body for each in Comment.objects.order_by("pk")] == ["<p>abc</p>", "<p>12</p>"]
    assert came.counts == {"carried": 2}
    assert len(came.says("neither comment, thread nor user")) == 1


def test_huge_texts_are_cut_and_wait_for_a_moderator(bring, bridge: Article):
    came = bring("remark42", [META, remark(1, BRIDGE, "<p>word</p>" * 20_000), remark(2, BRIDGE, " ", orig="")])
    huge, empty = Comment.objects.order_by("pk")
    assert (huge.status, len(huge.body) < 140_000) == ("pending", True)
    assert (empty.status, empty.body) == ("pending", "")
    assert came.says("Longer than")
    assert came.says("without any text")


def test_ids_that_come_twice_or_not_at_all_are_told(bring, bridge: Article):
    came = bring(
        "remark42",
        [
            META,
            remark(1, BRIDGE),
            remark(1, BRIDGE, "again"),
            {**remark(2, BRIDGE), "id": ""},
            {**remark(2, BRIDGE), "id": "x" * 201},
        ],
    )
    assert came.counts == {"carried": 1, "skipped": 3}
    assert came.says("same id") == [f"line 3, comment r{1:039d}"]
    assert len(came.says("no usable id")) == 2
