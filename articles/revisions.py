"""What a revision keeps of an article."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from articles.models import Article, Author, Byline

CONTENT_FIELDS = (
    "headline standfirst kicker slug body article_type category_id lead_picture_id video_provider video_id "
    "video_file_id video_seconds source_name source_url source_licence seo_title seo_description canonical_url "
    "is_hidden_from_search social_title social_description social_picture_id comments_policy is_sponsored is_pinned "
    "notes published_at updated_at unpublish_at embargo_until"
).split()


class Credit(NamedTuple):
    """One byline to be."""

    author: Author
    role: str = Byline.Role.AUTHOR


def snapshot(
    article: Article, bylines: Sequence[Credit], tags: Iterable[str], related: Iterable[Article] = ()
) -> dict[str, Any]:
    """Plain values only, so that it can be read without today's code."""
    content = {name: getattr(article, name) for name in CONTENT_FIELDS}
    content = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in content.items()}
    content["bylines"] = [{"author": byline.author.pk, "role": str(byline.role)} for byline in bylines]
    content["tags"] = sorted(tags)
    content["related"] = [each.pk for each in related]
    content["status"] = str(article.status)
    return content
