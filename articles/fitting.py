"""Whether an article can say a text: not under an address that another one has, and not after it has left the site."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article
from articles.revisions import Content


def why_not(article: Article, content: Content) -> str:
    """Why the article, as it is, cannot say it; empty if it can."""
    slug, ends = content.get("slug"), content.get("unpublish_at")
    if slug and Article.objects.exclude(pk=article.pk).filter(slug=slug).exists():
        return _("Another article has the address “%s” by now. Choose another.") % slug
    if ends and article.published_at and datetime.fromisoformat(ends) <= article.published_at:
        return _("It would leave the site before it appears: change or clear “Ends”.")
    return ""
