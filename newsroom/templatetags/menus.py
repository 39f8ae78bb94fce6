"""The menus that the desk edits."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.db.models import Q

from newsroom.models import MenuItem, Page

register = template.Library()

ON_EVERY_PAGE = ("main", "footer")
LEADS_SOMEWHERE = ("/", "http://", "https://", "mailto:")


@dataclass
class Link:
    text: str
    address: str
    current: str  # the value of aria-current: page, true (something below it is shown) or nothing
    children: list["Link"] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], slug: str) -> list[Link]:
    """The links of a menu. Pages and articles no reader may see are left out; all menus of a page cost one query."""
    request = context["request"]
    if not hasattr(request, "menu_items"):
        request.menu_items = _visible_items()
    items = [item for item in request.menu_items if item.menu.slug == slug]
    links = {item.pk: Link(item.text, item.get_absolute_url(), _current(item, request.path)) for item in items}
    for item in items:
        if item.parent_id in links:
            links[item.parent_id].children.append(links[item.pk])
    return [
        links[item.pk]
        for item in items
        if item.parent_id is None and links[item.pk].address.startswith(LEADS_SOMEWHERE)
    ]


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
