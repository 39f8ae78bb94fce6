"""Readers point out an error in an article: which words, in which revision. The desk answers.

What is quoted must stand in a text that readers could see: the article as it is now, or as it was a moment ago, for
whoever had it open. Nothing that was never public is compared with, so that nobody can ask what a draft says.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from accounts import audit
from accounts.models import User
from articles import body, permissions, publishing
from articles.models import Article, Revision
from comments import modes
from comments.models import ArticleError

LONGEST, LONGEST_QUOTE = 1000, 500  # characters
MOST, WITHIN = 10, timedelta(days=1)  # of one reader
MOST_OPEN = 100  # about one article: whoever has so many tasks needs no further one
OPEN_FOR = timedelta(days=1)  # in which somebody may still have a former text before them
MOST_PARAGRAPHS = 5000
BLOCKS = "p, h2, h3, h4, h5, h6, li, dd, dt, figcaption, caption, td, th, pre, summary, blockquote"
State = ArticleError.State


class Refused(Exception):
    """Why it was not taken, in words for whoever sent it."""


class Shown(NamedTuple):
    """A text as readers got it. The headline is paragraph 0, the standfirst 1, which may be empty."""

    revision: Revision | None
    paragraphs: list[str]

    @property
    def number(self) -> int:
        return self.revision.number if self.revision else 0

    def find(self, quote: str) -> int | None:
        """The first paragraph with those words."""
        wanted = words(quote)
        return next((n for n, text in enumerate(self.paragraphs) if wanted and wanted in text), None)


def words(text: str) -> str:
    """As a browser shows them, however it breaks the lines; and what PostgreSQL takes."""
    return " ".join(text.replace("\0", "").replace("\u00ad", "").split())


def paragraphs(headline: str, standfirst: str, html: str) -> list[str]:
    tree = LexborHTMLParser(html)
    blocks = [each for each in tree.css(BLOCKS) if len(each.css(BLOCKS)) <= 1]  # itself alone
    texts = [words(body.plain_text(each.html or "")) for each in blocks]
    return [words(headline), words(standfirst), *filter(None, texts)][:MOST_PARAGRAPHS]


def shown_now(article: Article) -> Shown:
    newest = article.revisions.filter(is_published=True).order_by("-number").first()
    is_same = newest is not None and newest.content.get("body") == article.body
    return Shown(newest if is_same else None, paragraphs(article.headline, article.standfirst, article.body))


def shown_as(article: Article, number: int) -> Shown | None:
    """What readers were shown lately under that number of a revision. None for all else."""
    now = shown_now(article)
    if number == now.number:
        return now
    revision = article.revisions.filter(number=number, is_published=True).first()
    for_readers = Q(is_published=True) | ~Q(content__status=Article.Status.PUBLISHED)  # and what ended that
    following = article.revisions.filter(for_readers, number__gt=number).order_by("number").first()
    if not revision or not following or following.created_at < timezone.now() - OPEN_FOR:
        return None
    return _of_revision(revision) if _was_public(revision, following.created_at) else None


def _of_revision(revision: Revision) -> Shown:
    content = revision.content
    return Shown(revision, paragraphs(content["headline"], content["standfirst"], content["body"]))


def _was_public(revision: Revision, until: datetime) -> bool:
    """Whether the clock made it visible before the next one took its place."""
    content = revision.content
    dates = [parse_datetime(content.get(name) or "") for name in ("published_at", "embargo_until")]
    ends = parse_datetime(content.get("unpublish_at") or "")
    if content.get("status") != Article.Status.PUBLISHED or dates[0] is None:
        return False
    start = max(revision.created_at, *filter(None, dates))
    return start < min(filter(None, [until, ends]))


def report(article: Article, number: int, paragraph: int | None, quote: str, text: str, *, by: User) -> ArticleError:
    """Of an article that readers see. Sent twice, it is there once. Raises Refused."""
    text, quote = text.replace("\0", "").strip(), words(quote)
    shown = _checked(article, number, text, quote)
    paragraph = shown.find(quote) if paragraph is None else paragraph
    if paragraph is None or not 0 <= paragraph < len(shown.paragraphs) or not shown.paragraphs[paragraph]:
        raise Refused(_("These words are not in the article. Choose the paragraph.") if quote else _("Choose where."))
    if quote not in shown.paragraphs[paragraph]:
        raise Refused(_("These words are not in that paragraph."))
    quote = quote or shown.paragraphs[paragraph][:LONGEST_QUOTE]
    with transaction.atomic():
        User.objects.locked(by)
        same = {"article": article, "paragraph": paragraph, "text": text, "state": State.OPEN, "user": by}
        if already := ArticleError.objects.filter(**same).first():
            return already
        _not_too_many(article, by)
        return ArticleError.objects.create(**same, revision=shown.revision, quote=quote)


def _checked(article: Article, number: int, text: str, quote: str) -> Shown:
    """Raises Refused."""
    if not text:
        raise Refused(_("Say what is wrong."))
    if len(text) > LONGEST or len(quote) > LONGEST_QUOTE:
        raise Refused(_("Say it in fewer words: at most %(most)d characters.") % {"most": LONGEST})
    shown = shown_as(article, number)
    if not shown:
        raise Refused(_("The article has changed since. Look whether the error is still there."))
    return shown


def _not_too_many(article: Article, by: User) -> None:
    """Raises Refused."""
    if modes.sanction_in_force(by, timezone.now()):
        raise Refused(_("You cannot write to us here at present."))
    if ArticleError.objects.filter(user=by, at__gt=timezone.now() - WITHIN).count() >= MOST:
        raise Refused(_("You have reported a lot in a short time. Try again tomorrow."))
    if ArticleError.objects.filter(article=article, state=State.OPEN).count() >= MOST_OPEN:
        raise Refused(_("Many have reported errors in this article. We are looking at them."))


def may_handle(user: User, article: Article) -> bool:
    """Whoever may save the article as it is now."""
    verb = "publish" if article.status in publishing.PUBLIC else "change"
    allowed = user.has_perms(["comments.change_articleerror", f"articles.{verb}_article"])
    return allowed and permissions.may_work_on(user, article)


def handle(error: ArticleError, state: str, answer: str, seen: str, *, by: User) -> None:
    """`seen` is the `stamp` it had when it was shown: whoever was faster is not overruled unawares. Raises Refused."""
    answer = answer.replace("\0", "").strip()
    if state not in {State.CORRECTED, State.DISMISSED}:
        raise Refused(_("Choose what became of it."))
    if state == State.DISMISSED and not answer:
        raise Refused(_("Say why it is none: the reader is told."))
    values = {
        "state": state,
        "answer": answer[:LONGEST],
        "handled_by": by,
        "handled_at": timezone.now(),
    }
    with transaction.atomic():
        row = ArticleError.objects.select_for_update(of=("self",)).filter(pk=error.pk).first()
        if not row or stamp(row) != seen:
            raise Refused(_("Somebody else has handled this in the meantime. Nothing was saved: look at it again."))
        ArticleError.objects.filter(pk=row.pk).update(**values)
        audit.record("handle_article_error", by=by, subject=error, article=error.article_id, state=state)


def stamp(error: ArticleError) -> str:
    return f"{error.state} {error.handled_at.isoformat() if error.handled_at else ''}".strip()


def waiting() -> int:
    """For the desk's first page. No further than to 100."""
    return ArticleError.objects.filter(state=State.OPEN).order_by()[:100].count()
