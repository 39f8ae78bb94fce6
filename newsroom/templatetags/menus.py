"""The menus that the desk edits."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Q
from django.urls import reverse

from newsroom.models import MenuItem, Page

register = template.Library()

ON_EVERY_PAGE = ("main", "footer")
POLICIES = ("privacy", "privacy-policy", "terms", "terms-of-use", "terms-of-service")
LEADS_SOMEWHERE = ("/", "http://", "https://", "mailto:")


@dataclass
class Link:
    text: str
    address: str
    current: str  # the value of aria-current: page, true (something below it is shown) or nothing
    accent: str = ""  # the colour of the category it leads to
    children: list["Link"] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], slug: str) -> list[Link]:
    """The links of a menu. Pages and articles no reader may see are left out; all menus of a page cost one query."""
    path = context["request"].path
    items = [item for item in _items(context["request"]) if item.menu.slug == slug]
    links = {item.pk: _link(item, path) for item in items}
    for item in items:
        if item.parent_id and (above := links.get(item.parent_id)):
            above.children.append(links[item.pk])
            above.current = above.current or ("true" if links[item.pk].current else "")
    return [
        links[item.pk]
        for item in items
        if item.parent_id is None and links[item.pk].address.startswith(LEADS_SOMEWHERE)
    ]


@register.simple_tag(takes_context=True)
def standing_page(context: dict[str, Any], *slugs: str) -> Link | None:
    """The link to a page in some menu, by the first of the slugs it may have. None while no reader may see it."""
    request = context.get("request")
    pages = {item.page.slug: item for item in _items(request) if item.page} if request else {}
    return next((_link(pages[slug], "") for slug in slugs if slug in pages), None)


@register.simple_tag(takes_context=True)
def policy_page(context: dict[str, Any], *slugs: str) -> Link | None:
    """As `standing_page`; but readers are owed these pages also where no menu leads to them, for one query more."""
    if link := standing_page(context, *slugs):
        return link
    pages = _policies(context["request"])
    return next((Link(str(pages[slug]), pages[slug].get_absolute_url(), "") for slug in slugs if slug in pages), None)


@register.simple_tag(takes_context=True)
def sign_in_address(context: dict[str, Any]) -> str:
    """The sign-in page, which leads back to where the reader is; allauth refuses to lead to another site."""
    page, path = reverse("account_login"), context["request"].path
    return page if path.startswith("/accounts/") else f"{page}?{urlencode({'next': path})}"


def _items(request: Any) -> list[MenuItem]:
    if not hasattr(request, "menu_items"):
        request.menu_items = _visible_items()
    items: list[MenuItem] = request.menu_items
    return items


def _policies(request: Any) -> dict[str, Page]:
    if not hasattr(request, "policies"):
        pages = Page.objects.visible().filter(slug__in=POLICIES).only("slug", "title")
        request.policies = {page.slug: page for page in pages}
    policies: dict[str, Page] = request.policies
    return policies


def _link(item: MenuItem, path: str) -> Link:
    accent = item.category.colour if item.category else ""
    return Link(item.text, item.get_absolute_url(), _current(item, path), accent)


def _visible_items() -> list[MenuItem]:
    items = (
        MenuItem.objects.filter(Q(page=None) | Q(page__in=Page.objects.visible()), menu__slug__in=ON_EVERY_PAGE)
        .select_related("menu", "category", "page", "article__category")
        .defer("page__body", "article__body", "article__notes")
        .order_by("position", "pk")
    )
    # Of the row itself, not `visible()`: in a subquery the database would read every article for a handful of items.
    return [item for item in items if item.article is None or item.article.is_visible]


def _current(item: MenuItem, path: str) -> str:
    address = item.get_absolute_url()
    if address == path:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""
