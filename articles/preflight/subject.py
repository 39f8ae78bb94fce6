"""Texts looked at before they go to readers, and what the rules ask of the database, asked once for all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from accounts.models import User
from articles import body, revisions
from articles.models import Article, Author, Byline, Picture
from articles.preflight import outline
from articles.preflight.outline import Outline
from articles.revisions import Content, Credit

Answer = TypeVar("Answer")


@dataclass
class Batch:
    """Those that are looked at together; `by` sees no more of others than else."""

    now: datetime
    by: User | None = None
    subjects: list["Subject"] = field(default_factory=list)
    _answers: dict[Callable[["Batch"], Any], Any] = field(default_factory=dict)

    def answer(self, question: Callable[["Batch"], Answer]) -> Answer:
        """Asked for all of them when the first rule wants to know it of one."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]

    @property
    def keys(self) -> list[int]:
        """Of the articles; what is not saved yet has none."""
        return [subject.article.pk for subject in self.subjects if subject.article.pk]


@dataclass
class Subject:
    """`at` is when it will appear, `asked_for` what somebody typed as that."""

    article: Article
    content: Content
    batch: Batch
    at: datetime
    asked_for: datetime | None = None

    @property
    def now(self) -> datetime:
        return self.batch.now

    def words(self, name: str) -> str:
        return " ".join(str(self.content.get(name) or "").split())

    def time(self, name: str) -> datetime | None:
        value = self.content.get(name)
        return datetime.fromisoformat(value) if value else None

    @cached_property
    def outline(self) -> Outline:
        return outline.of(str(self.content.get("body") or ""))

    @cached_property
    def text(self) -> str:
        return body.plain_text(str(self.content.get("body") or ""))

    @cached_property
    def credits(self) -> list[Credit]:
        return revisions.credited(self.content, self.batch.answer(_authors)) if self.content.get("bylines") else []

    @property
    def authors(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.role == Byline.Role.AUTHOR]

    @property
    def pictures(self) -> dict[int, Picture]:
        """Those of the text and above it are among them."""
        return self.batch.answer(_pictures)

    @property
    def lead(self) -> int | None:
        return self.content.get("lead_picture_id")


def _authors(batch: Batch) -> dict[int, Author]:
    return revisions.authors_of(subject.content for subject in batch.subjects)


def _pictures(batch: Batch) -> dict[int, Picture]:
    wanted = {shown.number for subject in batch.subjects for shown in subject.outline.pictures}
    wanted |= {subject.lead for subject in batch.subjects}
    return Picture.objects.in_bulk(wanted - {None}) if wanted - {None} else {}
