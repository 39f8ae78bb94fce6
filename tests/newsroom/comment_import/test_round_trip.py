"""What export_comments wrote, import_comments makes the same discussions of."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import decisions, exporting
from comments.decisions import Act
from comments.exporting import Wanted
from comments.models import Comment, Discussion, FormerText
from comments.models.comment import MAX_DEPTH
from comments.removing import move_up
from newsroom.models import ImportedItem
from newsroom.wordpress.decoding import Unreadable
from tests.comments.said import say
from tests.conftest import account
from tests.newsroom.comment_import.exports import lines

TEXTS = [
    "<b>a</b> &amp; b",
    "=1+1",
    "one</p><p>two",
    "мост 🌉",
    '<a href="https://example.org/" rel="ugc nofollow noopener">x</a>',
]
NAMES = ["", "Pat", "=Pat", "Ольга", "A & B", "x" * 250]


def make(random: Random, article: Article, user: User, count: int) -> None:
    made: list[Comment] = []
    start = timezone.now() - timedelta(days=9)
    for _number in range(count):
        above = random.choice([None, *made[-6:]])
        status = random.choice([*Comment.Status.values, "approved", "approved"])
        text = "" if status == "withdrawn" else random.choice(TEXTS)
        # Some in the same millisecond: what was written first then stays first.
        at = start + timedelta(milliseconds=random.randrange(count))
        who: dict[str, Any] = {"user": user} if random.random() < 0.3 else {"guest_name": random.choice(NAMES)}
        if above and above.depth >= MAX_DEPTH:
            above = None
        comment = say(article, text, above, status=status, created_at=at, **who)
        fields: dict[str, Any] = {} if text else {"body": ""}
        if random.random() < 0.2 and text:
            fields |= {"edited_at": at + timedelta(minutes=1), "source": "typed"}
            FormerText.objects.create(comment=comment, source="was", body="<p>was</p>", until=at + timedelta(minutes=1))
        if random.random() < 0.1 and status == "approved":
            fields |= {"featured_at": at + timedelta(hours=1), "featured_note": "A voice from the quay"}
        Comment.objects.filter(pk=comment.pk).update(**fields)
        made.append(comment)
    move_up(random.choice([each for each in made if each.depth]), Act(by=None))


def written() -> bytes:
    return b"".join(exporting.json_lines(Wanted(has_private=True)))


def threads() -> list[dict[str, Any]]:
    """All that an export says of comments, with places in the list instead of numbers of this database."""
    comments = list(Comment.objects.select_related("user").in_thread_order())
    places = {comment.pk: place for place, comment in enumerate(comments)}
    names = ["article_id", "depth", "kind", "status", "body", "source", "created_at", "edited_at", "featured_at"]
    names += ["featured_note", "guest_email", "ip_address", "visible_replies", "is_listed"]
    found = []
    for comment in comments:
        former = list(comment.former_texts.order_by("until").values_list("body", "source", "until"))
        name = comment.user.public_name if comment.user else comment.guest_name
        row = {each: getattr(comment, each) for each in names}
        found.append(row | {"above": places.get(comment.parent_id or 0), "name": name, "former": former})
    return found


def forget_all() -> None:
    for depth in range(MAX_DEPTH, -1, -1):
        Comment.objects.filter(depth=depth).delete()
    Discussion.objects.all().delete()
    ImportedItem.objects.all().delete()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("site", ["here", "elsewhere"])
def test_discussions_come_back_as_they_were(bring, bridge: Article, harbour: Article, seed: int, site: str):
    random, user = Random(seed), account("ruth@example.org", display_name="Ruth A")  # noqa: S311  # made-up talk
    make(random, bridge, user, 60)
    make(random, harbour, user, 25)
    before, export = threads(), written()
    visible = list(Discussion.objects.order_by("pk").values_list("pk", "visible"))
    if site == "elsewhere":
        head, newline, rest = export.partition(b"\n")
        export = head.replace(b'"site": "', b'"site": "https://other.example/') + newline + rest
    forget_all()
    came = bring("newsroom", export)
    assert (came.read, came.counts) == (85, {"carried": 85})
    assert threads() == before
    assert list(Discussion.objects.order_by("pk").values_list("pk", "visible")) == visible
    assert bring("newsroom", export).counts == {"unchanged": 85}
    assert written().count(b"\n") == export.count(b"\n")


def test_an_export_of_here_changes_nothing_and_brings_back_what_is_gone(bring, bridge: Article):
    first = say(bridge, "First")
    second = say(bridge, "Second", first)
    export, before = written(), threads()
    assert bring("newsroom", export).counts == {"unchanged": 2}
    second.delete()
    assert bring("newsroom", export).counts == {"unchanged": 1, "carried": 1}
    assert threads() == before


def test_former_texts_that_were_not_public_do_not_become_so(bring, bridge: Article, administrator: User):
    comment = say(bridge, "Now")
    FormerText.objects.create(
        comment=comment, source="Vile", body="<p>Vile</p>", until=timezone.now() - timedelta(days=1)
    )
    decisions.change(
        [(decisions.locked([comment.pk])[0], {"status": "rejected"})],
        decisions.Decision.Verb.REJECT,
        Act(by=administrator),
    )
    export = written()
    assert b"Vile" in export
    forget_all()
    bring("newsroom", export)
    assert not FormerText.objects.exists()


@pytest.mark.parametrize("cut", [1, 2])
def test_an_export_that_was_cut_off_is_refused(bring, bridge: Article, cut: int):
    say(bridge, "First")
    say(bridge, "Second")
    export = b"".join(written().splitlines(keepends=True)[:-cut])
    forget_all()
    with pytest.raises(Unreadable, match="cut off"):
        bring("newsroom", export)
    assert not Comment.objects.exists()


def test_other_files_are_refused(bring):
    with pytest.raises(Unreadable, match="first line"):
        bring("newsroom", lines({"format": "newsroom comments", "version": 99}))
