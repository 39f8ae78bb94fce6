"""Marked places for advertisements: {% ad "article-side" %}."""

from typing import Any

from django import template

from newsroom.models import AdSlot, Placement

register = template.Library()

# How wide static/css/components/ad.css lets each shape be, for the choice of a rendition.
IN_COLUMN = "(min-width: 80rem) 16rem, (min-width: 75rem) 15rem, (min-width: 24.5rem) 22.5rem, calc(95.4vw - 0.9rem)"
ACROSS = "(min-width: 80rem) 75rem, calc(95.4vw - 0.9rem)"
SIZES = {
    AdSlot.Shape.BOX: IN_COLUMN,
    AdSlot.Shape.TALL: IN_COLUMN,
    AdSlot.Shape.WIDE: ACROSS,
    AdSlot.Shape.BANNER: ACROSS,
}


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
    placement = request.placements.get(slot)
    return {"placement": placement, "sizes": SIZES.get(placement.slot.shape) if placement else ""}
