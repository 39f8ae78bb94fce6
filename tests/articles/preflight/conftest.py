"""A text with which nothing is wrong, to be spoilt in one place at a time."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import preflight, revisions
from articles.models import Article, Author
from articles.preflight.finding import Finding
from articles.revisions import Content, Credit
from tests.pictures import stored

HEADLINE = "Council votes seven to two to mend the bridge"
STANDFIRST = "The work begins in March and closes the crossing for ten weeks."


@pytest.fixture
def complete(draft: Callable[..., Article], author: Author) -> tuple[Article, Content]:
    picture = stored((320, 200), alt="The bridge at dawn", credit="Mara Quist")
    article = draft(
        HEADLINE,
        slug="bridge",
        standfirst=STANDFIRST,
        body="<h2>The vote</h2><p>Seven to <a href='https://example.org/'>two</a>.</p>",
        bylines=[Credit(author)],
        lead_picture=picture,
    )
    return article, revisions.of_row(article)


@pytest.fixture
def found(complete: tuple[Article, Content]) -> Callable[..., dict[str, Finding]]:
    """What is found by key when these fields say something else."""
    article, content = complete

    def check(times: dict[str, Any] | None = None, **changes: Any) -> dict[str, Finding]:
        findings = preflight.check(article, {**content, **changes}, **(times or {}))
        return {finding.key: finding for finding in findings}

    return check
