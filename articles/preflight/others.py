"""What others have to do with it: where it came from, who said the same lately, and what colleagues remarked."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import changes, permissions
from articles.models import Article, Author
from articles.preflight.finding import Finding, advice
from articles.preflight.subject import Subject

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
    if not own:
        return
    found = Article.objects.filter(status=Article.Status.PUBLISHED, published_at__gte=subject.now - TWINS_WITHIN)
    if subject.by and not subject.by.has_perm(permissions.OTHERS):
        found = found & permissions.seen(subject.by)
    newest = found.exclude(pk=subject.article.pk).latest_first().values_list("pk", "headline")
    for pk, headline in newest[:MOST_COMPARED]:
        if _is_near(own, _key(headline)):
            words = _("“%s” has nearly the same headline, and is live or scheduled.") % headline[:100]
            yield advice("twin", "headline", words, reverse("admin:articles_article_change", args=[pk]))
            return


def _key(headline: str) -> frozenset[str]:
    return frozenset(WORD.findall(headline.casefold()))


def _is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= NEARLY * len(one | other)


def remarks(subject: Subject) -> Iterator[Finding]:
    count = subject.article.remarks.filter(settled_at=None, parent=None).count() if subject.article.pk else 0
    if count:
        words = _("%s remarks are not settled.") if count > 1 else _("%s remark is not settled.")
        yield advice("remarks", "remarks", words % count)


def what_changed(subject: Subject) -> Iterator[Finding]:
    """Readers were told of words that are no longer there: said, so that nobody marks this one as told, too."""
    if subject.article.is_visible and changes.would_fall_silent(subject.article, subject.content):
        words = _("The page “What changed” showed words that this takes out; they are no longer shown there.")
        yield advice("told_before", "body", words)
