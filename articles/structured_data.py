"""What a page is, for machines: one JSON-LD graph per page, made of the objects that fill the page.

https://schema.org, and what search engines make of it: developers.google.com/search/docs/appearance/structured-data.
Of the site itself and of pages that are no articles; those are in articles/structured_article.py.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeAlias

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import body, picture_markup
from articles.archive import Period
from articles.models import Author, Category, Picture
from articles.site_url import absolute

Node: TypeAlias = dict[str, Any]
LOGO = 512
# Google's three shapes: 16:9, 4:3 and 1:1.
SHAPES = ("video", "classic", "square")


class Publication(Protocol):
    """The row that newsroom puts on each request; this package does not know its model."""

    name: str
    tagline: str
    description: str
    owner: str


class Step(NamedTuple):
    """Of the way from the front page to where the reader is."""

    name: str
    address: str = ""


def script(nodes: Iterable[Node]) -> SafeString:
    """The graph as an element of the page. Not executed, so no policy forbids it."""
    graph = {"@context": "https://schema.org", "@graph": [filled(node) for node in nodes]}
    return format_html('<script type="application/ld+json">{}</script>', body.render_json(graph))


def filled(node: Node) -> Node:
    """Without what is not known; nothing is told twice or as empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


# The site


def publisher_id() -> str:
    return absolute("/#publisher")


def publisher(publication: Publication) -> Node:
    """As every page names it; the front page tells the rest."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(),
        "name": publication.name,
        "url": absolute(reverse("articles:home")),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("img/icon-512.png")),
            "width": LOGO,
            "height": LOGO,
        },
    }


def front_page(publication: Publication, contact: str, policies: dict[str, str]) -> list[Node]:
    """`policies` are properties of an organisation, each with the address of the standing page that holds it."""
    links = getattr(publication, "social_links", None) or []
    newsroom = {"@type": "ContactPoint", "contactType": "newsroom", "url": absolute(contact)} if contact else None
    organisation = {
        **publisher(publication),
        "description": publication.description or publication.tagline,
        "legalName": publication.owner,
        "sameAs": [link["url"] for link in links if isinstance(link, dict) and link.get("url")],
        "contactPoint": newsroom,
        **{name: absolute(address) for name, address in policies.items() if address},
    }
    site = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": publication.name,
        "alternateName": publication.tagline,
        "url": absolute(reverse("articles:home")),
        "description": publication.description,
        "inLanguage": get_language(),
        "publisher": {"@id": publisher_id()},
    }
    return [site, organisation]


# Pages


def page(publication: Publication, kind: str, name: str, address: str, about: str = "", **more: Any) -> Node:
    """`kind` is a type of page: WebPage, CollectionPage, ProfilePage, ContactPage …"""
    return {
        "@type": kind,
        "@id": absolute(address),
        "url": absolute(address),
        "name": name,
        "description": about,
        "inLanguage": get_language(),
        "isPartOf": {
            "@type": "WebSite",
            "@id": absolute("/#site"),
            "name": publication.name,
            "url": absolute(reverse("articles:home")),
        },
        **more,
    }


def breadcrumb(steps: Sequence[Step]) -> Node:
    """The trail that readers see. The front page is added before the steps; the last may be the page itself."""
    trail = [Step(_("Home"), reverse("articles:home")), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            filled(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": step.name,
                    "item": absolute(step.address) if step.address else None,
                }
            )
            for position, step in enumerate(trail, 1)
        ],
    }


def steps_to(category: Category) -> list[Step]:
    return [Step(each.name, each.get_absolute_url()) for each in category.trail()]


def steps_to_period(period: Period) -> list[Step]:
    steps = [Step(_("Archive"), reverse("articles:archive"))]
    steps.append(Step(str(period.year), reverse("articles:archive_year", args=[period.year])))
    if period.month:
        name = date_format(period.begins, "YEAR_MONTH_FORMAT")
        steps.append(Step(name, reverse("articles:archive_month", args=[period.year, period.month])))
    return steps


# People and pictures


def person(author: Author) -> Node:
    """The author alone in the name: no titles, no "by"."""
    kind = "Person" if author.kind == Author.Kind.PERSON else "Organization"
    return {"@type": kind, "name": author.name, "url": absolute(author.get_absolute_url())}


def profile(publication: Publication, author: Author, address: str) -> Node:
    shown = person(author)
    if author.picture and author.picture.original:
        shown["image"] = absolute(picture_markup.shown(author.picture, "square").url)
    if author.kind == Author.Kind.PERSON:
        shown |= {"jobTitle": author.job_title, "worksFor": {"@id": publisher_id()}}
    shown |= {"description": author.bio, "sameAs": author.web_links}
    return page(publication, "ProfilePage", author.name, address, mainEntity=filled(shown))


def images(picture: Picture | None) -> list[Node]:
    """In the shapes that search engines ask for."""
    if not picture or not picture.original:
        return []
    found = [picture_markup.shown(picture, shape) for shape in SHAPES]
    return [
        {"@type": "ImageObject", "url": absolute(each.url), "width": each.width, "height": each.height}
        for each in found
    ]


def moment(when: datetime | None) -> str | None:
    """With the offset of the publication's zone, as readers see it."""
    return localtime(when).isoformat(timespec="seconds") if when else None
