"""What only the page of one article needs."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from articles import page_body, sharing
from articles.embeds import NAMES, Embed
from articles.models import Article, Correction

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


@register.filter
def leading(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that stand above the text."""
    return [correction for correction in corrections if correction.leads]


@register.filter
def following(corrections: Iterable[Correction]) -> list[Correction]:
    """Those under it."""
    return [correction for correction in corrections if not correction.leads]


@register.simple_tag
def correction_lead(corrections: Iterable[Correction]) -> Correction | None:
    """The newest of those under the text that holds, of which a line above it tells."""
    return next((correction for correction in following(corrections) if not correction.withdrawn_at), None)
