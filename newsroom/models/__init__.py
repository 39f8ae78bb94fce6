from newsroom.models.ads import AdSlot, Placement
from newsroom.models.menus import Menu, MenuItem
from newsroom.models.pages import Page, PageAddress
from newsroom.models.site import Site
from newsroom.models.wordpress_import import ImportedItem, ImportedSite

__all__ = [
    "AdSlot",
    "ImportedItem",
    "ImportedSite",
    "Menu",
    "MenuItem",
    "Page",
    "PageAddress",
    "Placement",
    "Site",
]
