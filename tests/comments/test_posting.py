from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import posting, rules
from comments.models import Comment
from comments.models.comment import MAX_DEPTH, STEP
from comments.threads import thread

Published = Callable[..., Article]
PENDING, APPROVED = Comment.Status.PENDING, Comment.Status.APPROVED


@pytest.fixture
def article(published: Published) -> Article:
    return published()


def approved(comment: Comment) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(status=APPROVED)
    comment.refresh_from_db()
    return comment


def test_a_comment_waits_for_a_moderator(article: Article, reader: User):
    comment = posting.post(article, "First.\n\nSecond\nline.", by=reader, ip="203.0.113.9")
    comment.refresh_from_db()
    assert comment.body == "<p>First.</p>\n<p>Second<br>\nline.</p>"
    assert comment.source == "First.\n\nSecond\nline."
    assert (comment.status, comment.user, comment.ip_address) == (PENDING, reader, "203.0.113.9")
    assert thread(article).count == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("a\0b", "<p>ab</p>"),
        ("\r\n x \r\n", "<p>x</p>"),
    ],
)
def test_text_is_text(article: Article, reader: User, text, shown):
    assert posting.post(article, text, by=reader).body == shown


@pytest.mark.parametrize("text", ["", "  \n\t ", "\0", "x" * (posting.LONGEST + 1)])
def test_nothing_and_too_much_are_refused(article: Article, reader: User, text):
    with pytest.raises(posting.Refused):
        posting.post(article, text, by=reader)
    assert not Comment.objects.exists()


def test_replies_stand_under_what_they_answer(article: Article, reader: User):
    first = approved(posting.post(article, "First", by=reader))
    other = approved(posting.post(article, "Other", by=reader))
    reply = approved(posting.post(article, "Reply", by=reader, reply_to=first))
    assert (reply.parent, reply.depth) == (first, 1)
    assert reply.path.startswith(first.path)
    shown = thread(article).threads
    assert [each.comment for each in shown] == [other, first]
    assert [each.comment for each in shown[1].replies] == [reply]


def test_the_deepest_reply_stands_beside_the_deepest(article: Article, reader: User):
    above = None
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for level in range(MAX_DEPTH + 3):
            above = approved(posting.post(article, f"Level {level}", by=reader, reply_to=above))
            clock.shift(timedelta(minutes=2))
        assert len({posting.post(article, "Beside", by=reader, reply_to=above).pk for _ in range(2)}) == 1
    assert above is not None
    assert above.depth == MAX_DEPTH
    assert len(above.path) == STEP * (MAX_DEPTH + 1)


def test_sent_twice_it_is_there_once(article: Article, reader: User):
    assert posting.post(article, "Once", by=reader) == posting.post(article, "Once", by=reader)
    assert Comment.objects.count() == 1


def test_five_in_a_minute_are_enough(article: Article, reader: User):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(rules.current().per_reader):
            posting.post(article, f"{number}", by=reader)
        with pytest.raises(posting.Refused, match="Wait a minute"):
            posting.post(article, "One more", by=reader)
        clock.shift(timedelta(seconds=61))
        posting.post(article, "One more", by=reader)


@pytest.mark.parametrize("policy", [Article.CommentsPolicy.CLOSED, Article.CommentsPolicy.OFF])
def test_closed_is_closed(published: Published, reader: User, policy):
    with pytest.raises(posting.Refused, match="closed"):
        posting.post(published(comments_policy=policy), "Hello", by=reader)


def test_what_readers_cannot_see_cannot_be_commented(draft: Published, reader: User):
    with pytest.raises(posting.Refused, match="closed"):
        posting.post(draft(), "Hello", by=reader)


def test_only_what_is_shown_here_can_be_answered(article: Article, published: Published, reader: User):
    elsewhere = approved(posting.post(published("Another story"), "Hello", by=reader))
    pending = posting.post(article, "Hello", by=reader)
    for above in (elsewhere, pending):
        with pytest.raises(posting.Refused, match="no longer here"):
            posting.post(article, "Answer", by=reader, reply_to=above)
