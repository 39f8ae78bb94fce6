"""Marked places for advertisements: {% ad "article-side" %}."""

from typing import Any

from django import template

from newsroom.models import Placement

register = template.Library()


@register.inclusion_tag("newsroom/_ad.html", takes_context=True)
def ad(context: dict[str, Any], slot: str) -> dict[str, Any]:
    """What runs in the slot, or nothing at all. All slots of a page cost one query."""
    request = context.get("request")
    if not request:
        return {}
    if not hasattr(request, "placements"):
        # The one begun last is read last, and so stays.
        running = Placement.objects.running().select_related("slot", "picture").order_by("starts_at", "pk")
        request.placements = {placement.slot.name: placement for placement in running}
    return {"placement": request.placements.get(slot), "publication": context.get("publication")}
