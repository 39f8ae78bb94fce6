"""Everybody who takes part, signed in, in front of two articles with discussions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import MODERATOR
from articles.models import Article
from comments.models import Comment, Reason
from tests.comments.ruled import ruled
from tests.conftest import account

JSON = {"Accept": "application/json"}


@dataclass
class Person:
    user: User
    client: Client


@dataclass
class Stage:
    articles: list[Article]
    guest: Client
    readers: list[Person]
    author: Person
    moderators: list[Person]
    administrator: Person
    reason: int
    rng: Random = field(default_factory=Random)  # a new one for each act
    made: int = 0  # readers

    @classmethod
    def set(cls, published: Callable[..., Article]) -> "Stage":
        ruled(mode="after", suspect_words="dubious", banned_words="forbidden", hold_reports=2, heat=6, edit_minutes=60)
        articles = [published(f"Article {number}") for number in range(2)]
        staff: dict[str, Any] = {"is_staff": True}
        stage = cls(
            articles=articles,
            guest=Client(),
            readers=[],
            author=signed_in(account("author@example.org", "articles.change_article", display_name="Dana", **staff)),
            moderators=[signed_in(moderator(number)) for number in range(2)],
            administrator=signed_in(account("boss@example.org", display_name="Boss", is_superuser=True, **staff)),
            reason=Reason.objects.values_list("pk", flat=True)[0],
        )
        for _ in range(3):
            stage.new_reader()
        return stage

    def new_reader(self) -> None:
        self.made += 1
        user = account(f"reader-{self.made}@example.org", display_name=f"Reader {self.made}")
        self.readers.append(signed_in(user))

    @property
    def writers(self) -> list[Person]:
        return [*self.readers, self.author, *self.moderators[:1]]

    @property
    def everybody(self) -> list[Client]:
        people = [self.readers[0], self.author, self.moderators[0], self.administrator]
        return [self.guest, *(person.client for person in people)]

    def article(self) -> Article:
        """Mostly the first, so that its discussion gets long."""
        return self.articles[0] if self.rng.random() < 0.75 else self.articles[1]

    def some(self, most: int = 1, **wanted: Any) -> list[Comment]:
        found = list(Comment.objects.filter(**wanted).order_by("pk"))
        return self.rng.sample(found, min(len(found), self.rng.randint(1, most)))

    def one(self, **wanted: Any) -> Comment | None:
        return next(iter(self.some(**wanted)), None)


def moderator(number: int) -> User:
    user = account(f"moderator-{number}@example.org", is_staff=True, display_name=f"Moderator {number}")
    user.groups.add(Group.objects.get(name=MODERATOR))
    return user


def signed_in(user: User) -> Person:
    client = Client()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timezone.timedelta(days=30))
    return Person(user, client)
