"""What the rules say of a comment: refused, held for a moderator and for what, or shown at once.

Written for comments that are new, for edited ones, and for trying rules on comments that were decided long ago: what
the text says by itself (`read`) is apart from what depends on who wrote it and when (`judge`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles import body
from articles.models import Article
from comments import held, history, learning, likeness, links, modes, rates, rules
from comments.models import Comment, Rules
from comments.words import WordList, words_of

FOUND = 5  # words and sites that are named: enough to see why
LAST, WITHIN = 500, timedelta(days=1)  # comments that a new one is compared with
COMPARED = 2000  # characters of each
SHINGLE = 3  # words on end
FEWEST = 8  # words; "Well said, thank you!" is nobody's property
ALIKE = 0.8  # of the shingles of both, that both have
FLAGS = {"honeypot", "typing_time"}  # what the form noticed: a hint for moderators, and never a verdict

Held = list[dict[str, str]]


@dataclass
class Verdict:
    """`refused` is for the author, and says neither which word nor which site."""

    rules_version: int
    refused: str = ""
    held_for: Held = field(default_factory=list)
    is_suspect: bool = False
    likeness: float | None = None
    caught: str = ""  # what it was refused for, for moderators

    @property
    def waits(self) -> bool:
        return any(row["rule"] not in FLAGS and not row.get("trusted") for row in self.held_for)

    @property
    def status(self) -> Comment.Status:
        return Comment.Status.PENDING if self.waits else Comment.Status.APPROVED

    def columns(self, now: datetime) -> dict[str, Any]:
        """Of a comment, as they are to be."""
        return {
            "status": self.status,
            "queued_at": now if self.waits else None,
            "held_for": self.held_for,
            "is_suspect": self.is_suspect,
            "likeness": self.likeness,
            "rules_version": self.rules_version,
        }


@dataclass(frozen=True)
class Measures:
    """Rules, ready to be applied to many texts."""

    rules: Rules
    banned: WordList
    suspect: WordList
    allowed: set[str]
    denied: set[str]
    learnt: likeness.Learnt | None

    @classmethod
    def of(cls, row: Rules) -> "Measures":
        return cls(
            row,
            rules.words_of(row.banned_words),
            rules.words_of(row.suspect_words),
            rules.domains_of(row.allowed_domains),
            rules.domains_of(row.denied_domains),
            learning.newest(),
        )


def judge(
    html: str, article: Article, by: User, now: datetime, *, itself: Comment | None = None, flags: Iterable[str] = ()
) -> Verdict:
    """To be called while reader and discussion are locked. `itself` is the comment that gets this text."""
    measures = Measures.of(rules.current())
    verdict = read(html, measures, is_new=_is_new(by, measures.rules, now))
    if verdict.refused:
        return verdict
    past = history.of(by)
    verdict.held_for += modes.waiting_for(article, by, measures.rules, now)
    if itself is None and rates.article_is_busy(article.pk, measures.rules, now):
        verdict.held_for.append(_row("article_rate"))
    if twin := _twin(html, now, itself):
        verdict.held_for.append(_row("duplicate", f"#{twin}"))
    if past.is_bad:
        verdict.held_for.append(_row("history", past.words))
    for row in verdict.held_for:
        if row["rule"] == "likeness" and past.is_good:
            row |= {"trusted": "yes", "words": f"{row['words']} ({past.words})"}
    verdict.held_for += [_row(flag) for flag in flags if flag in FLAGS]
    verdict.is_suspect = not all(map(is_ordinary, verdict.held_for))
    return verdict


def is_ordinary(row: held.Row) -> bool:
    """Says nothing against the text itself."""
    return row["rule"] in held.ORDINARY


def read(html: str, measures: Measures, *, is_new: bool) -> Verdict:
    """What the text says by itself."""
    row, text = measures.rules, body.plain_text(html)
    verdict = Verdict(rules_version=row.pk)
    hosts = links.leading_away(html, site=settings.SITE_URL)
    searched = " ".join([text, *hosts])
    if banned := [found.words for found in islice(measures.banned.find(searched), FOUND)]:
        verdict.refused = _("Something in it is against our rules for comments. Please put it differently.")
        verdict.caught = f"{Rules._meta.get_field('banned_words').verbose_name}: {', '.join(banned)}"
        return verdict
    if denied := [host for host in hosts if links.is_of(host, measures.denied)]:
        verdict.refused = _("It leads to a site that we take no links to. Please leave the link out.")
        verdict.caught = f"{Rules._meta.get_field('denied_domains').verbose_name}: {', '.join(denied[:FOUND])}"
        return verdict
    if suspect := [found.words for found in islice(measures.suspect.find(searched), FOUND)]:
        verdict.held_for.append(_row("suspect_words", ", ".join(suspect)))
    verdict.held_for += _of_links([host for host in hosts if not links.is_of(host, measures.allowed)], row, is_new)
    _weigh(text, measures, verdict)
    verdict.is_suspect = bool(verdict.held_for)
    return verdict


def _of_links(hosts: list[str], row: Rules, is_new: bool) -> Held:
    named = ", ".join(dict.fromkeys(hosts[:FOUND]))
    if len(hosts) > row.most_links:
        count = ngettext("%(count)d link", "%(count)d links", len(hosts)) % {"count": len(hosts)}
        return [_row("links", f"{count}, {named}")]
    return [_row("new_account_links", named)] if hosts and is_new else []


def _weigh(text: str, measures: Measures, verdict: Verdict) -> None:
    score = measures.learnt.score(text) if measures.learnt else None
    if score is None:
        return
    verdict.likeness = round(score.probability, 4)
    if measures.rules.hold_likeness < 1 and score.probability >= measures.rules.hold_likeness:
        words = ", ".join(each.word for each in score.words if each.weight > 0)
        verdict.held_for.append(_row("likeness", f"{score.probability:.0%}, {words[:200]}"))


def _is_new(by: User, row: Rules, now: datetime) -> bool:
    return by.date_joined > now - timedelta(days=row.new_days)


def _twin(html: str, now: datetime, itself: Comment | None) -> int | None:
    """The number of a comment of the last day that says nearly the same, whoever wrote it."""
    mine = shingles(html)
    if len(mine) <= FEWEST - SHINGLE:
        return None
    others = rates.recent(now - WITHIN).order_by("-pk").exclude(body="")
    if itself:
        others = others.exclude(pk=itself.pk)
    for number, text in others.values_list("pk", "body")[:LAST]:
        other = shingles(text)
        both = len(mine & other)
        if both and both >= ALIKE * (len(mine) + len(other) - both):
            return int(number)
    return None


@lru_cache(maxsize=4 * LAST)
def shingles(html: str) -> frozenset[int]:
    """Of what somebody says themselves: who quotes the same as another does not repeat it."""
    tree = LexborHTMLParser(html)
    for quote in tree.css("blockquote"):
        quote.decompose()
    text = body.plain_text(tree.body.html or "" if tree.body else "")[:COMPARED]
    keys = [word.key for word in words_of(text)]
    return frozenset(hash(tuple(keys[start : start + SHINGLE])) for start in range(len(keys) - SHINGLE + 1))


def _row(rule: str, words: str = "") -> dict[str, str]:
    return {"rule": rule, "words": words}
