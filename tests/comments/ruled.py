"""Rules, and what came of comments, as tests need them."""

from typing import Any
from uuid import uuid4

from accounts.models import User
from articles.models import Article
from comments import posting, rules
from comments.models import Comment, Decision, Mode, Rules


def ruled(**fields: Any) -> Rules:
    """Rules that hold nothing but what `fields` say."""
    return rules.save(Rules(**{"mode": Mode.AFTER, "new_days": 0, **fields}), by=None)


def posted(article: Article, text: str, by: User, **options: Any) -> Comment:
    comment = posting.post(article, text, by=by, **options)
    comment.refresh_from_db()
    return comment


def held_for(comment: Comment) -> list[str]:
    return [row["rule"] for row in comment.held_for]


def decided(comment: Comment, verb: Decision.Verb, by: User, **fields: Any) -> Decision:
    """As if a moderator had: only the row in the log."""
    about = {"comment_id": comment.pk, "article_id": comment.article_id, "user_id": comment.user_id}
    return Decision.objects.create(verb=verb, by_id=by.pk, bulk=uuid4(), **about, **fields)
