"""What the head of a page tells search engines and social networks."""

from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language, to_locale
from taggit.models import Tag

from articles import descriptions, picture_markup, structured_article, structured_data
from articles.archive import Period
from articles.listings import Listing
from articles.models import Article, Author, Category, Picture
from articles.pagination import ListPage
from articles.site_url import absolute
from articles.structured_data import Publication, Step
from articles.templatetags.articles import canonical

register = template.Library()

THIN = 3  # a subject with fewer articles says nothing that they do not say themselves


class Card(NamedTuple):
    """The picture beside a link to the page elsewhere. Without `alt` it is the publication's own."""

    url: str
    width: int
    height: int
    alt: str


@register.simple_tag
def describe(*texts: str) -> str:
    return descriptions.describe(*(_plain(text) for text in texts if text))


@register.simple_tag
def describe_article(article: Article) -> str:
    return descriptions.of_article(article)


@register.simple_tag
def card(picture: Picture | None = None, other: Picture | None = None) -> Card:
    """Of the first picture that is large enough, else the publication's own."""
    for each in (picture, other):
        if each and (shown := picture_markup.social(each)):
            return Card(absolute(shown.url), shown.width, shown.height, each.alt_text)
    return Card(absolute(static("img/card.png")), 1200, 630, "")


@register.simple_tag
def locale() -> str:
    """As Open Graph writes it: en_US."""
    return to_locale(get_language() or "en")


@register.simple_tag
def is_thin(listing: Listing, page: ListPage) -> bool:
    return listing.is_subject and len(page.articles) < THIN


@register.filter
def modified(article: Article) -> str | None:
    return structured_data.moment(structured_article.modified_at(article))


@register.filter
def published(article: Article) -> str | None:
    return structured_data.moment(article.published_at)


def _plain(text: str) -> str:
    """What translation tags kept in a variable is escaped already, and would be escaped once more."""
    return unescape(text) if isinstance(text, SafeData) else text


# The way here


@register.filter
def trail_to(place: Category | Period) -> list[Step]:
    return structured_data.steps_to(place) if isinstance(place, Category) else structured_data.steps_to_period(place)


@register.filter
def trail_above(place: Category | Period) -> list[Step]:
    return trail_to(place)[:-1]


# Graphs


@register.simple_tag
def article_graph(article: Article, publication: Publication, tags: Sequence[Tag]) -> SafeString:
    about = descriptions.of_article(article)
    nodes = structured_article.graph(article, publication, tags, about=about, canonical=canonical(article))
    return structured_data.script(nodes)


@register.simple_tag
def front_graph(publication: Publication, contact: str = "", **policies: str) -> SafeString:
    """`contact` and `policies` are addresses of standing pages; the latter are named as schema.org names them."""
    return structured_data.script(structured_data.front_page(publication, contact, policies))


@register.simple_tag
def page_graph(publication: Publication, name: str, address: str, kind: str = "WebPage") -> SafeString:
    """Of a page that stands right below the front page."""
    node = structured_data.page(publication, kind, _plain(name), address)
    return structured_data.script([node, structured_data.breadcrumb([Step(_plain(name), address)])])


@register.simple_tag
def list_graph(
    publication: Publication, listing: Listing, address: str, category: Category | str | None = None
) -> SafeString:
    steps = [Step(listing.name, listing.address)]
    if isinstance(category, Category):
        steps = structured_data.steps_to(category)
    node = structured_data.page(publication, "CollectionPage", listing.name, address, listing.about)
    return structured_data.script([node, structured_data.breadcrumb(steps)])


@register.simple_tag
def archive_graph(publication: Publication, period: Period, name: str, address: str = "") -> SafeString:
    steps = structured_data.steps_to_period(period)
    node = structured_data.page(publication, "CollectionPage", _plain(name), address or steps[-1].address)
    return structured_data.script([node, structured_data.breadcrumb(steps)])


@register.simple_tag
def author_graph(publication: Publication, author: Author, listing: Listing, address: str) -> SafeString:
    steps = [Step(listing.name, listing.address)]
    nodes = [structured_data.profile(publication, author, address), structured_data.breadcrumb(steps)]
    return structured_data.script([*nodes, structured_data.publisher(publication)])
