"""What templates need to show articles."""

from datetime import date, datetime
from html import unescape
from typing import Protocol

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles import body as text
from articles import page_body, picture_markup, search, site_url
from articles.descriptions import cut
from articles.models import Article, Picture

register = template.Library()

TITLE_LENGTH = 70  # what search engines show of a title


class HasBody(Protocol):
    body: str


@register.simple_tag
def body(written: HasBody) -> SafeString:
    """The text of an article or a page. The one place where stored HTML reaches a page."""
    return page_body.render(written.body)


@register.filter
def absolute(address: str) -> str:
    return site_url.absolute(address)


@register.simple_tag
def title(headline: str, site_name: str) -> str:
    """For the window and for search engines: what the page is, then the site, short enough for both to be read."""
    room = TITLE_LENGTH - len(site_name) - len(" | ")
    # What translation tags kept in a variable is escaped already, and would be escaped once more.
    words = unescape(headline) if isinstance(headline, SafeData) else headline
    return f"{cut(words, room)} | {site_name}"


@register.filter
def canonical(article: Article) -> str:
    """The one address under which search engines should know the text."""
    return article.canonical_url or site_url.absolute(article.get_absolute_url())


@register.filter
def plain(written: str) -> str:
    return text.plain_text(written)


@register.simple_tag
def picture(
    shown: Picture, crop: str = "free", sizes: str = "100vw", alt: str | None = None, is_lead: bool = False
) -> SafeString:
    return picture_markup.markup(shown, crop=crop, sizes=sizes, alt=alt, is_lead=is_lead)


@register.filter
def moment(when: datetime, css_class: str = "") -> SafeString:
    """A date and time with its zone, for people and for machines."""
    local = localtime(when)
    words = _("%(date)s %(zone)s") % {"date": date_format(local, "DATETIME_FORMAT"), "zone": local.tzname()}
    return format_html(
        '<time datetime="{}" class="{}">{}</time>', local.isoformat(timespec="seconds"), css_class, words
    )


@register.filter
def brief_moment(when: datetime) -> SafeString:
    """Day and time where there is little room; the year once it is another one, and no time then."""
    local = localtime(when)
    if local.year == localtime().year:
        day, time = date_format(local, "MONTH_DAY_FORMAT"), date_format(local, "TIME_FORMAT")
        words = _("%(day)s, %(time)s") % {"day": day, "time": time}
    else:
        words = date_format(local, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def hour(when: datetime) -> SafeString:
    """The time alone, with its zone, under a heading that names the day."""
    local = localtime(when)
    words = _("%(time)s %(zone)s") % {"time": date_format(local, "TIME_FORMAT"), "zone": local.tzname()}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def day(when: date) -> str:
    """With its weekday, for a heading."""
    return _("%(weekday)s, %(date)s") % {"weekday": date_format(when, "l"), "date": date_format(when, "DATE_FORMAT")}


@register.simple_tag
def marked(text: str, words: list[str] | str) -> SafeString | str:
    """Each of the words marked where it stands in the plain text."""
    return search.marked(text, words) if words else text
