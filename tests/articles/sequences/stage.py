"""Three people at one article: what each has open, what they sent, and what may be before readers.

`approved` is what somebody with the right to do so gave to readers and had before them when they did; `said` is what
was saved on purpose of a draft. Both are kept beside the database, from what people sent, to be compared with it.
"""

import json
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import User
from articles import publishing, revisions, working_copies
from articles.models import Article, Author, Category, Picture
from articles.publishing import Clash
from articles.revisions import Content, Credit
from articles.writing import Settled

TAGS = ["bridges", "council", "river", "votes"]


@dataclass
class Cast:
    """Made once for many sequences, of which each is rolled back."""

    editors: list[User]
    reporter: User
    authors: list[Author]
    pictures: list[Picture]
    others: list[Article]
    categories: list[Category]

    @property
    def people(self) -> list[User]:
        return [*self.editors, self.reporter]


@dataclass
class Window:
    """The editor of one person: opened at revision `number`, with `content` in its fields."""

    number: int
    opened: Content
    content: Content
    clash: Clash | None = None

    @property
    def typed(self) -> list[str]:
        return revisions.differing(self.opened, self.content)


@dataclass
class Stage:
    cast: Cast
    article: Article
    rng: Random
    clock: Any  # time_machine
    said: Content
    approved: Content | None = None
    windows: dict[int, Window] = field(default_factory=dict)
    sent: dict[str, set[str]] = field(default_factory=dict)  # of each field, every value that reached the server
    kept: dict[str, set[str]] = field(default_factory=dict)  # and every one that is in a revision
    looked_at: int = 0  # number of the newest revision that was looked at
    typed_times: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def fresh(self) -> Article:
        return Article.objects.select_related("category", "working_copy").get(pk=self.article.pk)

    def open(self, user: User) -> Window:
        opened = working_copies.open_in(self.fresh())
        window = Window(opened.number, deepcopy(opened.content), deepcopy(opened.content))
        self.windows[user.pk] = window
        return window

    def type(self, window: Window) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self.typed_times += 1
            window.content.update(something_typed(self, f"w{self.typed_times}x"))

    def note_sent(self, content: Content, names: list[str]) -> None:
        for name in names:
            self.sent.setdefault(name, set()).add(key_of(name, content[name]))


def key_of(name: str, value: Any) -> str:
    return json.dumps(revisions._value({name: value}, name), default=str, sort_keys=True)  # PostgreSQL orders keys anew


def something_typed(stage: Stage, word: str) -> dict[str, Any]:
    """Into one field, or into those that belong together."""
    rng, cast = stage.rng, stage.cast
    plain = "headline standfirst kicker body source_name seo_title social_description notes".split()
    name = rng.choice([*plain, "body", "headline", *OTHERS])
    if name == "body":
        return {"body": f"<p>First {word}</p>\n<p>Then {rng.randint(0, 3)}</p>"}
    if name in plain:
        return {name: f"{name.title()} {word}"}
    return OTHERS[name](rng, cast, word)


def _credits(rng: Random, cast: Cast, word: str) -> dict[str, Any]:
    chosen = rng.sample(cast.authors, rng.randint(0, 2))
    return {"bylines": [{"author": author.pk, "role": rng.choice(["author", "editor"])} for author in chosen]}


def _video(rng: Random, cast: Cast, word: str) -> dict[str, Any]:
    provider = rng.choice(["youtube", "vimeo", ""])
    return {"video_provider": provider, "video_id": word if provider else "", "video_seconds": rng.choice([None, 60])}


def _later(rng: Random, hours: list[int]) -> str | None:
    chosen = rng.choice([None, *hours])
    return (timezone.now() + timedelta(hours=chosen)).isoformat() if chosen else None


OTHERS = {
    "bylines": _credits,
    "video": _video,
    "tags": lambda rng, cast, word: {"tags": sorted(rng.sample(TAGS, rng.randint(0, 3)))},
    "related": lambda rng, cast, word: {"related": [each.pk for each in rng.sample(cast.others, rng.randint(0, 2))]},
    "slug": lambda rng, cast, word: {"slug": rng.choice([word, word, word, cast.others[0].slug])},
    "category_id": lambda rng, cast, word: {"category_id": rng.choice(cast.categories).pk},
    "lead_picture_id": lambda rng, cast, word: {"lead_picture_id": rng.choice([None, *(p.pk for p in cast.pictures)])},
    "is_pinned": lambda rng, cast, word: {"is_pinned": rng.choice([True, False])},
    "comments_policy": lambda rng, cast, word: {"comments_policy": rng.choice(["open", "closed", "off"])},
    "unpublish_at": lambda rng, cast, word: {"unpublish_at": _later(rng, [1, 30])},
    "embargo_until": lambda rng, cast, word: {"embargo_until": _later(rng, [1])},
    "updated_at": lambda rng, cast, word: {"updated_at": _later(rng, [-1])},
}


def send(stage: Stage, user: User, window: Window, *, is_auto: bool = False, settled: Settled | None = None) -> Any:
    """What the browser of that person sends, through the verb."""
    article = stage.fresh()
    revisions.fill(article, window.content)
    credits_ = [Credit(*each) for each in revisions.credited(window.content)]
    return publishing.save(
        article,
        by=user,
        bylines=credits_,
        tags=window.content["tags"],
        related=revisions.related(window.content),
        expected_revision=window.number,
        settled=settled,
        is_auto=is_auto,
    )


def moved(stage: Stage, seconds: float) -> datetime:
    now = timezone.now() + timedelta(seconds=seconds)
    stage.clock.move_to(now, tick=False)
    return now
