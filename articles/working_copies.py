"""The newest text of an article, which need not be what readers get, and how two people's changes to it become one."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

from articles import revisions
from articles.models import Article, Revision
from articles.revisions import Content, Credit


class Head(NamedTuple):
    """The newest text. `is_pending`: it is not what the article says yet; `number`: of the revision that holds it."""

    number: int
    content: Content
    is_pending: bool
    revision: Revision | None


@dataclass
class Opened:
    """What somebody has before them in the editor. `row` is the article as it is: what readers get, and its dates."""

    row: Article
    number: int
    content: Content
    credits: list[Credit]
    tags: list[str]
    related: list[Article]
    is_pending: bool


class Merged(NamedTuple):
    """`theirs`: fields taken over from what someone else saved; `clashes`: what both changed, each differently."""

    content: Content
    theirs: list[str]
    clashes: list[str]


def head(article: Article) -> Head:
    if pending := article.working_copy:
        return Head(pending.number, pending.content, True, pending)
    newest = article.revisions.filter(is_aside=False).defer("content").first()
    return Head(newest.number if newest else 0, revisions.of_row(article), False, newest)


def open_in(article: Article, number: int | None = None) -> Opened:
    """Puts the newest text, or that of an earlier revision, onto the instance, and says what else belongs to it.

    The instance is for showing and for forms: its dates and its status stay those of the row.
    """
    row, newest = copy(article), head(article)
    content = (at(article, number) if number is not None else None) or newest.content
    shown = newest.number if number is None else number
    row.category = article.category  # of its address
    revisions.fill(article, content)
    return Opened(
        row, shown, content, revisions.credited(content), content["tags"], revisions.related(content), newest.is_pending
    )


def at(article: Article, number: int) -> Content | None:
    """What the newest text was when that revision was: of a verb that wrote no text, what was there before it."""
    revision = article.revisions.filter(number=number).first()
    return revision.content if revision else None


def is_newest(article: Article, number: int) -> bool:
    """Whether the newest text says what that of the revision does: a verb that writes none has a number as well."""
    newest = head(article)
    if number == newest.number:
        return True
    content = at(article, number)
    return content is not None and not revisions.differing(content, newest.content)


def merge(base: Content | None, mine: Content, theirs: Content) -> Merged:
    """Field by field: what one of the two changed since `base` is changed. Without a base any difference clashes."""
    content, taken, clashes = dict(mine), [], []
    since = set(revisions.differing(base, theirs)) if base is not None else set(revisions.WRITTEN)
    own = set(revisions.differing(base, mine)) if base is not None else set(revisions.WRITTEN)
    for group in revisions.TOGETHER:
        since, own = _as_one(since, group), _as_one(own, group)
    for name in revisions.differing(mine, theirs):
        if name not in own:
            content[name] = theirs.get(name, revisions.DEFAULTS.get(name))
            taken.append(name)
        elif name in since:
            clashes.append(name)
    return Merged(content, taken, clashes)


def settle(merged: Merged, theirs: Content, decided: Mapping[str, str]) -> Merged:
    """With the clashes that somebody decided; the others are still there. What was taken over beside is still new."""
    said = dict(decided)
    for group in revisions.TOGETHER:
        said |= dict.fromkeys(group, said[min(both)]) if (both := group & said.keys()) else {}
    kept = [name for name in merged.clashes if said.get(name) == "theirs"]
    content = {**merged.content, **{name: theirs.get(name) for name in kept}}
    return Merged(content, merged.theirs, [name for name in merged.clashes if name not in said])


def _as_one(names: set[str], group: set[str]) -> set[str]:
    return names | group if names & group else names
