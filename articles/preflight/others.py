"""What others have to do with it: where it came from, who said the same lately, and what colleagues remarked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from math import ceil
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import changes, permissions
from articles.models import Article, Author, Remark
from articles.preflight.finding import Finding, advice
from articles.preflight.subject import Batch, Subject

TWINS_WITHIN = timedelta(days=30)
MOST_COMPARED = 2000  # of the newest, which the index on status and date yields in order
NEARLY = 0.8  # of their words are the same
WORD = re.compile(r"\w+")


def source(subject: Subject) -> Iterator[Finding]:
    """Copy of others says whose it is, and by what right or from where."""
    if not _is_syndicated(subject):
        return
    if not subject.words("source_name"):
        yield Finding("source_missing", "source_name", _("It comes from elsewhere: say who published it first."))
    if not (subject.words("source_url") or subject.words("source_licence")):
        words = _("It comes from elsewhere: give the address or the licence of the source.")
        yield Finding("source_without_right", "source_url", words)


def _is_syndicated(subject: Subject) -> bool:
    canonical = subject.words("canonical_url")
    elsewhere = canonical and urlsplit(canonical).netloc != urlsplit(settings.SITE_URL).netloc
    return bool(subject.words("source_url") or elsewhere or any(_is_agency(each.author) for each in subject.authors))


def _is_agency(author: Author) -> bool:
    """A desk of our own gets bylines as an organisation, too; it has an account here, agencies have none."""
    return author.kind == Author.Kind.ORGANISATION and author.user_id is None


def twins(subject: Subject) -> Iterator[Finding]:
    own = _key(subject.words("headline"))
    twin = subject.batch.answer(_headlines).first_near(own, subject.article.pk) if own else None
    if twin:
        words = _("“%s” has nearly the same headline, and is live or scheduled.") % twin.headline[:100]
        yield advice("twin", "headline", words, reverse("admin:articles_article_change", args=[twin.pk]))


class Headline(NamedTuple):
    pk: int
    headline: str
    key: frozenset[str]


class Headlines:
    """The newest first, found by their words: a hundred texts are not held against two thousand headlines each."""

    def __init__(self, found: Iterable[tuple[int, str]]) -> None:
        self.rows = [Headline(pk, headline, _key(headline)) for pk, headline in found]
        self.having: dict[str, list[int]] = {}
        for place, row in enumerate(self.rows):
            for word in row.key:
                self.having.setdefault(word, []).append(place)

    def first_near(self, own: frozenset[str], pk: int | None) -> Headline | None:
        """Of those so near, none lacks more than a fifth of its words: one has some of the seldom ones, at least."""
        enough = len(own) - ceil(NEARLY * len(own)) + 1
        seldom = sorted(own, key=lambda word: len(self.having.get(word, ())))[:enough]
        places = {place for word in seldom for place in self.having.get(word, ())}
        near = (self.rows[place] for place in sorted(places) if _is_near(own, self.rows[place].key))
        return next((row for row in near if row.pk != pk), None)


def _headlines(batch: Batch) -> Headlines:
    """Of what goes or went live lately, as far as whoever asks may see it."""
    found = Article.objects.filter(status=Article.Status.PUBLISHED, published_at__gte=batch.now - TWINS_WITHIN)
    if batch.by and not batch.by.has_perm(permissions.OTHERS):
        found = found & permissions.seen(batch.by)
    return Headlines(found.latest_first().values_list("pk", "headline")[:MOST_COMPARED])


def _key(headline: str) -> frozenset[str]:
    return frozenset(WORD.findall(headline.casefold()))


def _is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= NEARLY * len(one | other)


def _unsettled(batch: Batch) -> Counter[int]:
    found = Remark.objects.filter(article__in=batch.keys, settled_at=None, parent=None).order_by()
    return Counter(found.values_list("article", flat=True))


def remarks(subject: Subject) -> Iterator[Finding]:
    count = subject.batch.answer(_unsettled)[subject.article.pk] if subject.article.pk else 0
    if count:
        words = _("%s remarks are not settled.") if count > 1 else _("%s remark is not settled.")
        yield advice("remarks", "remarks", words % count)


def what_changed(subject: Subject) -> Iterator[Finding]:
    """Readers were told of words that are no longer there: said, so that nobody marks this one as told, too."""
    is_told = subject.article.is_visible and subject.article.pk in subject.batch.answer(_telling)
    if is_told and changes.would_fall_silent(subject.article, subject.content):
        words = _("The page “What changed” showed words that this takes out; they are no longer shown there.")
        yield advice("told_before", "body", words)


def _telling(batch: Batch) -> set[int]:
    return changes.telling(subject.article.pk for subject in batch.subjects if subject.article.is_visible)
