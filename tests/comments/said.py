"""Comments as tests need them: at their place in the thread, one second after the other."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from comments.models.comment import path_step

BEGINNING = timezone.now() - timedelta(days=1)


def say(article: Article, body: str = "So it is.", parent: Comment | None = None, **fields: Any) -> Comment:
    """Approved, and by a guest, unless `fields` say otherwise."""
    at = fields.setdefault("created_at", BEGINNING + timedelta(seconds=Comment.objects.count()))
    fields.setdefault("status", Comment.Status.APPROVED)
    if "user" not in fields:
        fields.setdefault("guest_name", "Pat")
    made = Comment(article=article, parent=parent, body=f"<p>{body}</p>", **fields)
    made.path = (parent.path if parent else "") + path_step(at)
    made.depth = parent.depth + 1 if parent else 0
    made.save(force_insert=True)
    return made
