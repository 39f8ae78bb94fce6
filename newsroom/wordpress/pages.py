"""Carrying pages: each becomes a standing page, below the page it was part of."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body
from articles.models import Article, Category, MediaFile, Picture
from articles.models.slugs import RESERVED_TOP_LEVEL
from newsroom.models import Page
from newsroom.wordpress import names
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.dates import when
from newsroom.wordpress.former import keys
from newsroom.wordpress.items import Item, digest
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.report import CARRIED, UNCHANGED, UPDATED
from newsroom.wordpress.states import LEFT_BEHIND, state_of


class Pages:
    def __init__(self, carrying: Carrying) -> None:
        self._carrying, self._report, self._ledger = carrying, carrying.report, carrying.ledger

    def carry(self, batch: list[Item]) -> None:
        with transaction.atomic():
            known = self._ledger.known("page", [item.id for item in batch])
            for item in batch:
                self._remark_comments(item)
                if item.status in LEFT_BEHIND:
                    self._report.skip("page", _("It was in the bin or never saved on the old site"), item.label)
                elif entry := known.get(item.id):
                    self._again(item, entry)
                else:
                    self._write(item, self._placeholder(item) or Page(), None)
            self._carrying.flush()

    def _again(self, item: Item, entry: Known) -> None:
        if entry.read == item.read:
            self._report.count("page", UNCHANGED)
            return
        page = Page.objects.filter(pk=entry.new_id).first()
        if page is None or _written(page) != entry.written:
            self._carrying.keep(item)
        else:
            self._write(item, page, entry)

    def _write(self, item: Item, page: Page, entry: Known | None) -> None:
        date = when(
            self._carrying.unpacked, item.get("wp:post_date_gmt"), item.get("wp:post_date"), item.get("pubDate")
        )
        state = state_of(item, date.at, self._carrying.now)
        converted = self._carrying.bodies.convert(item)
        self._carrying.remark_all(converted.reasons, item)
        page.body = body.clean(converted.html)
        page.title = names.plain(item.title, 300) or names.plain(body.plain_text(page.body)[:400], 80) or _("Untitled")
        page.is_published = state.status == Article.Status.PUBLISHED
        page.published_at, page.notes, page.modified_at = state.published_at, state.note, timezone.now()
        if state.note:
            self._report.remark(_("Not published here, for the reason in its notes"), item.label)
        menu_order = item.get("wp:menu_order").strip()
        page.position = int(menu_order) if menu_order.lstrip("-").isdecimal() and len(menu_order) < 6 else 0
        page.is_placeholder = False
        if page.pk is None:
            page.slug = self._slug(item, page.title)
        page.save()
        self._connect(page, item)
        self._ledger.write("page", item.id, page.pk, item.read, _written(page), known=entry)
        self._carrying.former.add_page(keys(item, self._carrying.former.base), page)
        self._carrying.remark_shadowed([item], own=f"/{page.slug}")
        self._report.count("page", UPDATED if entry else CARRIED)

    def _placeholder(self, item: Item) -> Page | None:
        """The page that the setup wrote for this very address and nobody has touched: theirs takes its place."""
        if item.status != "publish" or item.get("wp:post_password"):
            return None
        slug = names.slug(item.get("wp:post_name"), item.title)
        there = Page.objects.filter(slug=slug, is_placeholder=True).first()
        if there is None:
            return None
        self._report.remark(_("It took the place of the page that the setup had written there"), item.label)
        return there

    def _slug(self, item: Item, title: str) -> str:
        wanted = names.slug(item.get("wp:post_name"), title)
        taken = set(Category.objects.filter(slug__startswith=wanted[:100]).values_list("slug", flat=True))
        [slug] = names.free_slugs([wanted], Page.objects.all(), RESERVED_TOP_LEVEL | taken)
        if slug != wanted:
            self._report.remark(_("Its address is taken here, so it got another"), f"{item.label} → {slug}")
        return slug

    def _connect(self, page: Page, item: Item) -> None:
        wanted = body.references(page.body)
        page.pictures.set(Picture.objects.filter(pk__in=wanted.pictures))
        page.files.set(MediaFile.objects.filter(pk__in=wanted.files))
        if item.meta("_thumbnail_id"):
            self._report.remark(_("Pages have no featured picture here; it is in the library"), item.label)

    def _remark_comments(self, item: Item) -> None:
        if item.comments:
            known = len(item.comments)
            self._report.count("comment", "skipped", known)
            self._report.remark(
                _("Comments hang on articles here; those of a page stay behind"), f"{item.label}: {known}"
            )

    def connect_parents(self) -> None:
        """Once all pages are there. A page that was given another parent here keeps it."""
        for batch in self._carrying.unpacked.batches("page"):
            with transaction.atomic():
                wanted = {item.id for item in batch} | {item.parent for item in batch if item.parent}
                known = self._ledger.known("page", wanted)
                pages = Page.objects.in_bulk([entry.new_id for entry in known.values() if entry.new_id])
                for item in batch:
                    if item.parent and item.status not in LEFT_BEHIND and (entry := known.get(item.id)):
                        above = known.get(item.parent)
                        self._put_under(item, pages.get(entry.new_id), pages.get(above.new_id) if above else None)

    def _put_under(self, item: Item, page: Page | None, parent: Page | None) -> None:
        if page is None or page.parent_id:
            return
        if parent is None:
            self._report.remark(_("The page it was part of is not in the export"), item.label)
        elif self._is_ring(page, parent):
            self._report.remark(_("A page was part of itself; the ring was cut"), item.label)
        else:
            page.parent = parent
            page.save(update_fields=["parent"])

    def _is_ring(self, page: Page, parent: Page) -> bool:
        above: Page | None = parent
        for _level in range(100):
            if above is None:
                return False
            if above.pk == page.pk:
                return True
            above = Page.objects.filter(pk=above.parent_id).first() if above.parent_id else None
        return True


def _written(page: Page) -> str:
    published_at = page.published_at.timestamp() if page.published_at else None
    return digest(page.title, page.body, page.slug, page.is_published, page.notes, published_at, page.position)
