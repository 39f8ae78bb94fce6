"""What is counted, listed and told is what can be read, whatever was done to a discussion."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.erasure import erase
from accounts.models import User
from articles.models import Article
from comments import decisions, moderation, threads
from comments.decisions import Act
from comments.models import Comment
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
ORDERS = ["newest", "oldest", "replied", "recommended"]


def comments_of(page: LexborHTMLParser) -> list[int]:
    return [int((node.attributes["id"] or "").removeprefix("comment-")) for node in page.css(".thread-list .comment")]


def everything_from(client: Client, address: str) -> list[int]:
    """Of a page and of all that lead on from it: further pages, and threads that go on on pages of their own."""
    found, ahead, seen = [], [address], set()
    while ahead:
        address = ahead.pop()
        if address in seen:
            continue
        seen.add(address)
        page = LexborHTMLParser(client.get(address).content)
        found += comments_of(page)
        links = page.css(".thread .pager a[rel~=next], .thread-more a")
        for link in links:
            onward = (link.attributes["href"] or "").partition("#")[0]
            ahead.append(address.partition("?")[0] + onward if onward.startswith("?") else onward)
    return found


def check(client: Client, article: Article, order: str) -> None:
    visible = set(Comment.objects.visible().filter(article=article).values_list("pk", flat=True))
    address = f"/discussion/{article.pk}/?sort={order}"
    found = everything_from(client, address)
    assert set(found) == visible
    heading = LexborHTMLParser(client.get(address).content).css_first("#comments-heading").text(strip=True)
    said = int(heading.split()[0]) if heading[0].isdigit() else 0
    told = client.get(f"/discussion/{article.pk}/changes.json").json()["count"]
    assert said == told == threads.thread(article).count == len(visible)


class Acts:
    """What people do, at random."""

    def __init__(self, article: Article, editor: User, rng: Random) -> None:
        self.article, self.editor, self.rng = article, editor, rng
        self.readers = [account(f"reader-{number}@example.org") for number in range(3)]
        self.done: list[Act] = []

    def one(self) -> None:
        verbs = [self.write, self.write, self.write, self.decide, self.decide, self.decide_many, self.undo, self.leave]
        self.rng.choice(verbs)()

    def write(self) -> None:
        above = self.rng.choice([None, *Comment.objects.order_by("pk")])
        by = self.rng.choice([reader for reader in self.readers if reader.pk])
        say(self.article, parent=above, user=by, status=self.rng.choice([Status.APPROVED, Status.PENDING]))

    def decide(self) -> None:
        self._put(1)

    def decide_many(self) -> None:
        self._put(5)

    def _put(self, most: int) -> None:
        numbers = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
        self.done.append(Act(by=self.editor))
        some = self.rng.sample(numbers, min(most, len(numbers)))
        moderation.put(some, self.rng.choice(list(moderation.VERBS)), self.done[-1])

    def undo(self) -> None:
        if self.done:
            with suppress(decisions.Changed):
                decisions.undo(self.rng.choice(self.done).bulk, by=self.editor)

    def leave(self) -> None:
        """Seldom, as people do."""
        if self.rng.random() < 0.1 and len(self.readers) > 1:
            erase(self.readers.pop(), keeps_comments=self.rng.random() < 0.5)


@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_those_of_what_can_be_read(
    client: Client, published: Callable[..., Article], editor: User, seed: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(threads, "SIZE", 3)
    monkeypatch.setattr(threads, "BRANCH_SIZE", 4)
    rng = Random(seed)  # noqa: S311  # the same every time
    article = published()
    acts = Acts(article, editor, rng)
    for step in range(60):
        acts.one()
        if step % 15 == 14:
            check(client, article, rng.choice(ORDERS))
