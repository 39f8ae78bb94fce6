"""Cells of the list of articles."""

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import crops, worklists
from articles.admin.status import clock
from articles.crops import Size
from articles.models import Article

CROP, WIDTH, HEIGHT = "wide", 72, 48  # pixels


def thumbnail(article: Article) -> str:
    """The smallest there is. The headline beside it says what it is about."""
    picture = article.lead_picture
    if picture is None or not picture.original:
        return ""
    name = crops.for_pages(CROP, Size(picture.width, picture.height), "webp")[0].name
    return format_html(
        '<img class="desk-thumbnail" src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">',
        *(picture.rendition_url(name), WIDTH, HEIGHT),
    )


def changes_mark(article: Article) -> str:
    if not article.working_copy_id:
        return ""
    return format_html(' <span class="desk-changes">{}</span>', _("unpublished changes"))


def task(article: Article) -> str:
    """Who is to do it, and by when."""
    who = str(article.assigned_to) if article.assigned_to else ""
    if not article.due_at or article.status in worklists.OVER:
        return who
    is_late = article.due_at < timezone.now()
    words = (_("was due %s") if is_late else _("due %s")) % clock(article.due_at)
    return format_html('{} <span class="desk-due" data-late="{}">{}</span>', who, "yes" if is_late else "no", words)
