"""Carrying menus, with what stands under what."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import Article, Category
from newsroom.models import Menu, MenuItem, Page
from newsroom.wordpress import names
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.items import Item, digest
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED
from newsroom.wordpress.terms import Terms

KIND = "nav_menu_item"


@dataclass
class _Target:
    category: Category | None = None
    page: Page | None = None
    article: Article | None = None
    url: str = ""
    name: str = ""


class Menus:
    """There are few menu items, so they are held in memory and written one by one."""

    def __init__(self, carrying: Carrying, terms: Terms) -> None:
        self._carrying, self._terms = carrying, terms
        self._report, self._ledger = carrying.report, carrying.ledger
        self._here: dict[str, MenuItem] = {}
        self._menus: dict[str, Menu] = {}

    def carry(self) -> None:
        items = [item for batch in self._carrying.unpacked.batches(KIND) for item in batch]
        with transaction.atomic():
            known = self._ledger.known(KIND, [item.id for item in items])
            rows = MenuItem.objects.in_bulk([entry.new_id for entry in known.values() if entry.new_id])
            self._here = {old: rows[entry.new_id] for old, entry in known.items() if entry.new_id in rows}
            for item in _parents_first(items):
                self._carry(item, known.get(item.id))
            self._carrying.flush()

    def _carry(self, item: Item, entry: Known | None) -> None:
        if entry and (entry.read == item.read or not entry.new_id):
            self._report.count(KIND, UNCHANGED)
            return
        row = self._here.get(item.id)
        if entry and (row is None or _written(row) != entry.written):
            self._carrying.keep(item)
            return
        slug = next((slug for slug, _name in item.terms("nav_menu")), "")
        target = self._target(item)
        if not slug or not target:
            reason = _("It is in no menu") if not slug else _("What it leads to is not on this site, or not public")
            self._report.skip(KIND, reason, item.label)
            return
        self._write(item, row or MenuItem(), target, slug, entry)

    def _write(self, item: Item, row: MenuItem, target: _Target, slug: str, entry: Known | None) -> None:
        row.menu = self._menu(slug, dict(item.terms("nav_menu"))[slug])
        row.category, row.page, row.article, row.url = target.category, target.page, target.article, target.url
        row.label = names.plain(item.title, 200) or names.plain(target.name, 200)
        order = item.get("wp:menu_order").strip()
        row.position = min(int(order), 30_000) if order.isdecimal() else 0
        parent = self._here.get(item.meta("_menu_item_menu_item_parent"))
        row.parent = parent if parent and parent.menu_id == row.menu_id else None
        row.save()
        self._here[item.id] = row
        self._ledger.write(KIND, item.id, row.pk, item.read, _written(row), known=entry)
        self._report.count(KIND, UPDATED if entry else CARRIED)

    def _menu(self, slug: str, name: str) -> Menu:
        if slug in self._menus:
            return self._menus[slug]
        known = self._ledger.known("menu", [slug]).get(slug)
        menu = Menu.objects.filter(pk=known.new_id).first() if known else None
        if not menu:
            title = names.plain(self._carrying.unpacked.menus.get(slug, "") or name or slug, 200)
            wanted = names.slug(slug, title)[:90]
            [free] = names.free_slugs([wanted], Menu._default_manager.all(), ())
            if free != wanted:
                self._report.remark(
                    _("A menu of that name is here; the imported one got another"), f"{wanted} → {free}"
                )
            menu = Menu.objects.create(slug=free, name=title)
            self._ledger.write("menu", slug, menu.pk, digest(slug), known=known)
        self._menus[slug] = menu
        return menu

    # Where it leads

    def _target(self, item: Item) -> _Target | None:
        kind, what, old_id = (item.meta(f"_menu_item_{name}") for name in ("type", "object", "object_id"))
        if kind == "taxonomy":
            return self._term(what, old_id)
        if kind == "post_type":
            return self._page(old_id) if what == "page" else self._article(old_id)
        url = self._carrying.links.rewritten(item.meta("_menu_item_url"), "")
        is_usable = url.startswith(("/", "#", "http://", "https://", "mailto:", "tel:")) and len(url) <= 1000
        return _Target(url=url) if is_usable else None

    def _term(self, taxonomy: str, old_id: str) -> _Target | None:
        if taxonomy == "category":
            for slug, fields in self._carrying.unpacked.categories.items():
                if fields.get("wp:term_id", "").strip() == old_id:
                    return _Target(category=self._terms.category(slug, "", frozenset()))
        for slug, fields in self._carrying.unpacked.tags.items() if taxonomy == "post_tag" else ():
            if fields.get("wp:term_id", "").strip() == old_id:
                [tag] = self._terms.tags([(slug, fields.get("wp:tag_name", ""))])
                return _tag_target(tag)
        return None

    def _page(self, old_id: str) -> _Target | None:
        known = self._ledger.known("page", [old_id]).get(old_id)
        page = Page.objects.visible().filter(pk=known.new_id).first() if known else None
        return _Target(page=page, name=page.title) if page else None

    def _article(self, old_id: str) -> _Target | None:
        known = self._ledger.known("post", [old_id]).get(old_id)
        article = Article.objects.visible().for_links().filter(pk=known.new_id).first() if known else None
        return _Target(article=article) if article else None  # no copy of the headline: that may be taken back


def _tag_target(tag: Tag) -> _Target:
    return _Target(url=f"/tag/{tag.slug}/", name=tag.name)


def _parents_first(items: list[Item]) -> list[Item]:
    """Whoever stands in a ring comes last, and so without a parent."""
    by_id = {item.id: item for item in items}
    ordered: dict[str, Item] = {}
    for item in items:
        trail: list[Item] = []
        step: Item | None = item
        while step and step.id not in ordered and step not in trail:
            trail.append(step)
            step = by_id.get(step.meta("_menu_item_menu_item_parent"))
        for found in reversed(trail):
            ordered[found.id] = found
    return list(ordered.values())


def _written(row: MenuItem) -> str:
    return digest(row.label, row.url, row.category_id, row.page_id, row.article_id, row.parent_id, row.position)
