"""What only the page of one article needs."""

from django import template
from django.utils import timezone

from articles import page_body, sharing
from articles.embeds import NAMES, Embed
from articles.models import Article

register = template.Library()

YEAR = 365.25  # days


@register.simple_tag
def embed_of(article: Article) -> Embed | None:
    """The film of another platform that the article is about."""
    return Embed(article.video_provider, article.video_id) if article.video_provider in NAMES else None


@register.simple_tag
def share_links(article: Article) -> list[sharing.Share]:
    return sharing.links(article)


@register.simple_tag
def contents(article: Article) -> list[page_body.Heading]:
    return page_body.contents(article.body, article.word_count)


@register.filter
def years_old(article: Article) -> int:
    """Whole years since it last said something new, so that a kept copy of the page stays true for long."""
    newest = max(filter(None, [article.published_at, article.updated_at]), default=timezone.now())
    return max(0, int((timezone.now() - newest).days / YEAR))
