"""A text that is looked at before it goes to readers, with what the rules ask of the database, each asked once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from accounts.models import User
from articles import body, revisions
from articles.models import Article, Byline, Picture
from articles.preflight import outline
from articles.preflight.outline import Outline
from articles.revisions import Content, Credit


@dataclass
class Subject:
    """`at` is when it will appear, `asked_for` what somebody typed as that; `by` sees no more of others than else."""

    article: Article
    content: Content
    now: datetime
    at: datetime
    asked_for: datetime | None = None
    by: User | None = None

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
        return revisions.credited(self.content) if self.content.get("bylines") else []

    @property
    def authors(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.role == Byline.Role.AUTHOR]

    @cached_property
    def pictures(self) -> dict[int, Picture]:
        """Of the text and above it."""
        wanted = {shown.number for shown in self.outline.pictures if shown.number} | {self.lead}
        return Picture.objects.in_bulk(wanted - {None}) if wanted - {None} else {}

    @property
    def lead(self) -> int | None:
        return self.content.get("lead_picture_id")
