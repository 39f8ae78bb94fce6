"""What the demo's readers say under its articles."""

from datetime import datetime, timedelta
from random import Random

from django.utils.html import escape
from django.utils.text import slugify

from articles.models import Article
from comments.models import Comment
from comments.models.comment import path_step
from newsroom.demo.reading import HERE, Remark, remarks


def add_comments(article: Article, now: datetime) -> int:
    """Those kept for this article, written between its publication and `now`. Returns how many."""
    lines = HERE / "comments" / f"{article.slug}.txt"
    if not lines.exists() or not article.published_at:
        return 0
    rng = Random(article.slug)  # noqa: S311  # the same times of day every time
    spoken = list(remarks(lines.read_text(encoding="utf-8")))
    span = min(now - article.published_at, timedelta(days=2)) * 0.9
    moments = sorted(rng.random() for _ in spoken)
    above: list[Comment] = []
    for number, (remark, share) in enumerate(zip(spoken, moments, strict=True)):
        parent = above[remark.depth - 1] if remark.depth else None
        comment = _comment(article, remark, parent, article.published_at + span * share, number)
        above[remark.depth :] = [comment]
    return len(spoken)


def _comment(article: Article, remark: Remark, parent: Comment | None, moment: datetime, number: int) -> Comment:
    return Comment.objects.create(
        article=article,
        parent=parent,
        path=(parent.path if parent else "") + path_step(moment, number),
        depth=parent.depth + 1 if parent else 0,
        guest_name=remark.name,
        guest_email=f"{slugify(remark.name)}@example.org",
        body=f"<p>{escape(remark.text)}</p>",
        status=Comment.Status.PENDING if remark.is_pending else Comment.Status.APPROVED,
        created_at=moment,
    )
