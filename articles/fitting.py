"""Whether an article can say a text: not under another one's address, not once it is over, not too early.

An embargo that runs is set and extended by whoever writes; that it ends earlier is `embargoes.lift_embargo` alone.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.revisions import Content

MEANT = ("save", "restore", "discard", "update", "import", "lift_embargo")  # verbs


def why_not(article: Article, content: Content) -> str:
    """Why the article, as it is, cannot say it; empty if it can."""
    slug, ends = content.get("slug"), content.get("unpublish_at")
    if slug and Article.objects.exclude(pk=article.pk).filter(slug=slug).exists():
        return _("The address “%s” is taken by now. Choose another.") % slug
    if ends and article.published_at and datetime.fromisoformat(ends) <= article.published_at:
        return _("It would leave the site before it appears: change or clear “Ends”.")
    return why_too_early(_running(article.embargo_until), content)


def embargo(article: Article) -> datetime | None:
    """Until when one holds it: of the article, or of a text that was saved since.

    What was saved by itself binds nobody: a date may be corrected while it is typed.
    """
    meant = article.revisions.filter(verb__in=MEANT, is_aside=False).values_list("content__embargo_until", flat=True)
    date = meant.first()
    return max(
        filter(None, map(_running, (article.embargo_until, date and datetime.fromisoformat(date)))), default=None
    )


def _running(date: datetime | None) -> datetime | None:
    return date if date and date > timezone.now() else None


def why_too_early(ends: datetime | None, content: Content) -> str:
    """Why a text may not be said in the place of one that an embargo holds; empty if it is held as long."""
    given = content.get("embargo_until")
    if ends is None or (given and datetime.fromisoformat(given) >= ends):
        return ""
    until = f"{timezone.localtime(ends):%Y-%m-%d %H:%M %Z}"
    return _("Its source's embargo runs until %s. To end it earlier, use “Lift the embargo”, with a reason.") % until
