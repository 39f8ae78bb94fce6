"""How others show an article: a search engine's result, a card in a social network, an item in a feed reader.

Every value is the one that the page or the feed says; `sources` name what it was taken from for want of its own.
"""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from articles import descriptions, picture_markup
from articles.feeds import entries
from articles.models import Article, Picture
from articles.revisions import label
from articles.templatetags import being_found
from articles.templatetags.articles import canonical


class Line(NamedTuple):
    """`fallback` says in words where it comes from, and is empty for what was written for this place."""

    words: str
    fallback: str = ""


class Elsewhere(NamedTuple):
    title: Line
    address: str
    about: Line
    is_hidden: bool
    social_title: Line
    social_about: Line
    picture: str
    picture_fallback: str
    host: str
    headline: str
    summary: Line


def of(article: Article) -> Elsewhere:
    told = descriptions.told(article)
    about = Line(told.words, "" if told.sources == ["seo_description"] else _from(*told.sources))
    card = being_found.card(article.social_picture, article.lead_picture)
    parts = urlsplit(canonical(article))
    return Elsewhere(
        title=_own_or(article, "seo_title", "headline"),
        address=" › ".join([parts.netloc, *unquote(parts.path).strip("/").split("/")]),
        about=about,
        is_hidden=article.is_hidden_from_search,
        social_title=_own_or(article, "social_title", "headline"),
        social_about=Line(
            descriptions.describe(*filter(None, [article.social_description, about.words])),
            "" if article.social_description else about.fallback or _from("seo_description"),
        ),
        picture=card.url.removeprefix(settings.SITE_URL),
        picture_fallback=_picture_from(article),
        host=urlsplit(settings.SITE_URL).netloc,
        headline=article.headline,
        summary=Line(entries.summary(article), _from("standfirst" if article.standfirst else "body")),
    )


def _own_or(article: Article, own: str, other: str) -> Line:
    written = getattr(article, own)
    return Line(written) if written else Line(getattr(article, other), _from(other))


def _picture_from(article: Article) -> str:
    if _is_fit(article.social_picture):
        return ""
    return _from("lead_picture") if _is_fit(article.lead_picture) else _("the publication’s own card")


def _is_fit(picture: Picture | None) -> bool:
    return picture is not None and picture_markup.social(picture) is not None


def _from(*names: str) -> str:
    return _("from: %s") % ", ".join(label(name) for name in names)
