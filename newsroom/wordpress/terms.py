"""Carrying authors, categories and tags, and finding them again for each post."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import Author, Category
from articles.models.slugs import RESERVED_TOP_LEVEL
from newsroom.models import Page
from newsroom.wordpress import names
from newsroom.wordpress.carrying import Carrying
from newsroom.wordpress.items import digest
from newsroom.wordpress.ledger import Known
from newsroom.wordpress.report import CARRIED, UNCHANGED
from newsroom.wordpress.tags import find_tags
from newsroom.wordpress.wxr import Fields

UNCATEGORIZED = frozenset({"uncategorized", "uncategorised"})
REMEMBERED = 20_000  # tags kept at hand; a big site has more of them than memory should hold


class Terms:
    def __init__(self, carrying: Carrying) -> None:
        self._carrying, self._unpacked, self._report = carrying, carrying.unpacked, carrying.report
        self._ledger, self._former = carrying.ledger, carrying.former
        self._authors: dict[str, Author] = {}
        self._categories: dict[str, Category] = {}
        self._tags: dict[str, Tag] = {}

    def carry(self) -> None:
        with transaction.atomic():
            for login, fields in self._unpacked.authors.items():
                self.author(login, fields)
            for slug in self._unpacked.categories:
                self.category(slug, "", frozenset())
            self._carrying.flush()
        wanted = [(slug, fields.get("wp:tag_name", "")) for slug, fields in self._unpacked.tags.items()]
        for start in range(0, len(wanted), 500):
            with transaction.atomic():
                self.tags(wanted[start : start + 500])
                self._carrying.flush()

    def _seen(self, kind: str, old_id: str, fields: Any) -> tuple[Known | None, str]:
        """What the ledger knows of a term, after telling the report if the export has changed."""
        known, read = self._ledger.known(kind, [old_id[:200]]).get(old_id[:200]), digest(fields)
        if known:
            self._report.count(kind, UNCHANGED)
            if known.read != read:
                self._report.remark(_("Changed in the export; the one that is here stays as it is"), f"{kind} {old_id}")
        return known, read

    # Authors

    def author(self, login: str, fields: Fields | None = None) -> Author:
        login = self._login(login.strip())
        if login in self._authors:
            return self._authors[login]
        fields = fields if fields is not None else self._unpacked.authors.get(login, {})
        known, read = self._seen("author", login, fields)
        author = Author.objects.filter(pk=known.new_id).first() if known else None
        if not author:
            author = self._new_author(login, fields)
            self._ledger.write("author", login[:200], author.pk, read, known=known)
            if not known:
                self._report.count("author", CARRIED)
        self._authors[login] = author
        return author

    def _login(self, given: str) -> str:
        """A creator who is not among the authors, but for a stray character is, is that one."""
        if given in self._unpacked.authors:
            return given
        slug = names.slug_from(given)
        return next((login for login in self._unpacked.authors if names.slug_from(login) == slug), given)

    def _new_author(self, login: str, fields: Fields) -> Author:
        both = f"{fields.get('wp:author_first_name', '')} {fields.get('wp:author_last_name', '')}".strip()
        name = names.plain(fields.get("wp:author_display_name", "") or both or login, 250) or _("Unknown author")
        # The export names logins; WordPress makes the address of an author's page from it in this way.
        slug = names.slug_from(login or name)
        author = Author.objects.filter(slug=slug, name=name).first()
        if not author:
            [free] = names.free_slugs([slug], Author._default_manager.all(), ())
            author = Author.objects.create(name=name, slug=free)
        paths = [f"{self._former.base}/author/{slug}"]
        if (number := fields.get("wp:author_id", "").strip()).isdigit():
            paths.append(f"/?author={number}")
        self._former.add(paths, author=author)
        return author

    # Categories

    def category(self, slug: str, name: str, below: frozenset[str]) -> Category:
        """By its old slug. `below` are the slugs of those whose parent is being looked for: a ring ends there."""
        if slug in self._categories:
            return self._categories[slug]
        fields = self._unpacked.categories.get(slug, {"wp:cat_name": name})
        known, read = self._seen("category", slug, fields)
        category = Category.objects.filter(pk=known.new_id).first() if known else None
        if not category:
            category = self._new_category(slug, fields, below | {slug})
            self._ledger.write("category", slug[:200], category.pk, read, known=known)
            if not known:
                self._report.count("category", CARRIED)
        self._categories[slug] = category
        return category

    def _new_category(self, old_slug: str, fields: Fields, below: frozenset[str]) -> Category:
        name = names.plain(fields.get("wp:cat_name", "") or old_slug, 200) or _("Unnamed")
        wanted = names.slug(old_slug, name)
        parent, trail = self._parent(fields, below)
        category = Category.objects.filter(slug=wanted).first()
        if not category:
            taken = Page.objects.filter(slug=wanted).values_list("slug", flat=True)
            [slug] = names.free_slugs([wanted], Category.objects.all(), RESERVED_TOP_LEVEL | set(taken))
            description = names.plain(fields.get("wp:category_description", ""), 2000)
            category = Category.objects.create(name=name, slug=slug, parent=parent, description=description)
            if slug != wanted:
                self._report.remark(_("Its address is taken here, so it got another"), f"category {wanted} → {slug}")
        base, lower = self._former.base, old_slug.lower()
        paths = [f"{base}/category/{lower}", f"{base}/category/{trail}{lower}", f"{base}/{lower}"]
        if (number := fields.get("wp:term_id", "").strip()).isdigit():
            paths.append(f"/?cat={number}")
        self._former.add(paths, category=category)
        return category

    def _parent(self, fields: Fields, below: frozenset[str]) -> tuple[Category | None, str]:
        trail: list[str] = []
        slug = first = fields.get("wp:category_parent", "").strip()
        while slug and slug not in trail and slug not in below and len(trail) < 20:
            trail.insert(0, slug)
            slug = self._unpacked.categories.get(slug, {}).get("wp:category_parent", "").strip()
        if slug in below:
            self._report.remark(_("A category was part of itself; the ring was cut"), f"category {slug}")
        if not trail:
            return None, ""
        return self.category(first, "", below), "".join(f"{step.lower()}/" for step in trail)

    # Tags

    def tags(self, wanted: Iterable[tuple[str, str]]) -> list[Tag]:
        """By old slug and name, made where there is none yet."""
        wanted = list(dict(wanted).items())
        if len(self._tags) > REMEMBERED:
            self._tags.clear()
        missing = {slug: name for slug, name in wanted if slug not in self._tags}
        if missing:
            self._find(missing)
        return [self._tags[slug] for slug, _name in wanted]

    def _tag_kind(self, slug: str) -> str:
        """Tags made of further categories are counted apart, so that “tag” is what the export lists."""
        return "tag" if slug in self._unpacked.tags else "tag made of a category"

    def _find(self, missing: dict[str, str]) -> None:
        known = self._ledger.known("tag", [slug[:200] for slug in missing])
        rows = Tag.objects.in_bulk([entry.new_id for entry in known.values() if entry.new_id])
        new = {}
        for slug, name in missing.items():
            entry = known.get(slug[:200])
            if entry and entry.new_id in rows:
                self._tags[slug] = rows[entry.new_id]
                self._report.count(self._tag_kind(slug), UNCHANGED)
            else:
                new[slug] = names.plain(name or slug, 100) or slug[:100]
        for slug, tag in find_tags(new).items():
            self._tags[slug] = tag
            if slug[:200] not in known:
                self._report.count(self._tag_kind(slug), CARRIED)
            self._ledger.write("tag", slug[:200], tag.pk, digest(missing[slug]), known=known.get(slug[:200]))
            if tag.slug != slug.lower() or self._former.base:
                self._former.add([f"{self._former.base}/tag/{names.slug(slug, slug)}"], tag=tag)
