"""What comments wait for, in words: for moderators, and for whoever wrote them.

`Comment.held_for` has rows of a rule and of what it found. Authors are told the rule alone, never which word or which
site: whoever wants to get round it would try until nothing is found any more.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Row = Mapping[str, str]

RULES: dict[str, Promise] = {
    "mode_site": _("Every comment waits"),
    "mode_category": _("Every comment in this category waits"),
    "mode_article": _("Every comment on this article waits"),
    "mode_reader": _("Every comment of this reader waits"),
    "first": _("One of a reader's first comments"),
    "hours": _("Out of hours"),
    "suspect_words": _("Suspect words"),
    "links": _("Many links"),
    "new_account_links": _("Links of a new account"),
    "duplicate": _("Nearly the same as another"),
    "likeness": _("Like refused ones"),
    "history": _("Often refused before"),
    "article_rate": _("Many comments at once"),
    "honeypot": _("A field was filled in that nobody sees"),
    "typing_time": _("Written quicker than anybody types"),
    "reports": _("Reported by readers"),
}
# What says nothing against the text itself.
ORDINARY = {"mode_site", "mode_category", "mode_article", "mode_reader", "first", "hours", "article_rate"}
TOLD: dict[str, Promise] = {
    "mode_site": _("Every comment here waits for a moderator."),
    "mode_category": _("Comments on this subject wait for a moderator."),
    "mode_article": _("Comments on this article wait for a moderator."),
    "mode_reader": _("Your comments wait for a moderator."),
    "first": _("The first comments of each reader wait for a moderator."),
    "hours": _("Outside the hours of our moderators, comments wait for them."),
    "suspect_words": _("Some words in it are looked at by a moderator."),
    "links": _("Comments with many links wait for a moderator."),
    "new_account_links": _("Links in comments of new accounts wait for a moderator."),
    "duplicate": _("It is nearly the same as another comment, so a moderator looks at it."),
    "article_rate": _("So many are writing at once that comments wait for a moderator."),
    "reports": _("Other readers have reported it, so a moderator looks at it."),
}
OTHERWISE = _("A moderator looks at it first.")
WITH_NOTE = {"mode_category", "mode_article"}  # whose note is for readers


def told(rows: Iterable[Row]) -> list[str]:
    """For its author. Each reason once."""
    return list(dict.fromkeys(_told(row) for row in rows))


def explained(rows: Iterable[Row]) -> list[str]:
    """For moderators, with what was found."""
    return [": ".join(filter(None, (str(RULES.get(row["rule"], row["rule"])), row["words"]))) for row in rows]


def _told(row: Row) -> str:
    said = str(TOLD.get(row["rule"], OTHERWISE))
    return f"{said} {row['words']}".strip() if row["rule"] in WITH_NOTE else said
