"""What must be there, and how long it may be: headline, standfirst, category, authors, description, headings."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.descriptions import LONGEST, SHORTEST
from articles.preflight.finding import Finding, advice, final
from articles.preflight.subject import Subject

HEADLINE_SHORTEST, HEADLINE_LONGEST, HEADLINE_CUT = 40, 70, 110  # characters; search results show no more than 70


def headline(subject: Subject) -> Iterator[Finding]:
    length = len(subject.words("headline"))
    if not length:
        yield final("headline_missing", "headline", _("It has no headline."))
    elif length > HEADLINE_CUT:
        words = _("The headline has %(length)s characters: above %(most)s it is cut off nearly everywhere.")
        yield advice("headline_too_long", "headline", words % {"length": length, "most": HEADLINE_CUT})
    elif not HEADLINE_SHORTEST <= length <= HEADLINE_LONGEST:
        words = _("The headline has %(length)s characters; %(least)s to %(most)s do best.")
        named = {"length": length, "least": HEADLINE_SHORTEST, "most": HEADLINE_LONGEST}
        yield advice("headline_length", "headline", words % named)


def standfirst(subject: Subject) -> Iterator[Finding]:
    if not subject.words("standfirst"):
        yield advice("standfirst_missing", "standfirst", _("It has no standfirst."))


def text(subject: Subject) -> Iterator[Finding]:
    has_more = subject.content.get("video_provider") or subject.outline.pictures
    if not subject.text and not has_more:
        yield advice("text_missing", "body", _("It has no text."))


def category(subject: Subject) -> Iterator[Finding]:
    if not subject.content.get("category_id"):
        yield final("category_missing", "category", _("It has no category."))


def authors(subject: Subject) -> Iterator[Finding]:
    if not subject.authors:
        yield Finding("author_missing", "bylines", _("It has no author."))


def description(subject: Subject) -> Iterator[Finding]:
    """Search engines show what was written for them, else the standfirst."""
    written = subject.words("seo_description")
    if len(written) > LONGEST:
        words = _("The description has %(length)s characters; search engines show %(most)s.")
        yield advice("description_too_long", "seo_description", words % {"length": len(written), "most": LONGEST})
    elif not written and len(subject.words("standfirst")) < SHORTEST:
        words = _("It has no description, and the standfirst is too short for one.")
        yield advice("description_missing", "seo_description", words)


def heading_order(subject: Subject) -> Iterator[Finding]:
    above = 1  # the headline
    for heading in subject.outline.headings:
        if heading.level > above + 1:
            words = _("“%(words)s” is a heading of level %(level)s under one of level %(above)s: a level is left out.")
            named = {"words": heading.words[:60], "level": heading.level, "above": above}
            yield advice("heading_order", "body", words % named)
            return
        above = heading.level


def empty_headings(subject: Subject) -> Iterator[Finding]:
    if not all(heading.words for heading in subject.outline.headings):
        yield advice("heading_empty", "body", _("A heading in the text is empty."))
