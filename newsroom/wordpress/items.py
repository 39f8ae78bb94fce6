"""One post, page, attachment or menu item of an export, asked in our words rather than in WordPress' fields."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newsroom.wordpress.wxr import Fields, Record

# What WordPress and its plug-ins keep for themselves; it changes without the post changing.
VOLATILE = ("_edit_lock", "_edit_last", "_oembed_", "_publicize", "_wp_trash", "_pingme", "_encloseme", "_transient")
KNOWN_META = frozenset(
    "_thumbnail_id _wp_attachment_image_alt _wp_old_slug _wp_attached_file _wp_attachment_metadata _wp_page_template "
    "_yoast_wpseo_title _yoast_wpseo_metadesc _yoast_wpseo_primary_category _yoast_wpseo_canonical "
    "_yoast_wpseo_meta-robots-noindex rank_math_title rank_math_description rank_math_canonical_url "
    "rank_math_primary_category _wp_old_date enclosure _attachment_original_parent_id".split()
)


to_json = json.JSONEncoder(ensure_ascii=False).encode


def digest(*parts: Any) -> str:
    """128 bits of SHA-256, as hexadecimal: half of a fingerprint."""
    return hashlib.sha256(to_json(parts).encode("utf-8", "replace")).hexdigest()[:32]


def pack(record: Record) -> tuple[str, str]:
    """The item and its comments as text, without what changes by itself."""
    meta = [(key, value) for key, value in record.meta if not key.startswith(VOLATILE)]
    head = to_json([record.fields, record.terms, meta])
    return head, to_json(record.comments) if record.comments else ""


@dataclass
class Item:
    """`seq` is its place in the file, counted from 1; `id` is unique among all items of a site."""

    seq: int
    id: str
    kind: str
    head: str
    packed_comments: str

    @cached_property
    def read(self) -> str:
        return hashlib.sha256(self.head.encode("utf-8", "replace")).hexdigest()[:32]

    @cached_property
    def _unpacked(self) -> list[Any]:
        return list(json.loads(self.head))

    @property
    def fields(self) -> Fields:
        return dict(self._unpacked[0])

    @cached_property
    def comments(self) -> list[Fields]:
        return list(json.loads(self.packed_comments)) if self.packed_comments else []

    def get(self, name: str) -> str:
        value: str = self._unpacked[0].get(name, "")
        return value

    def meta(self, *keys: str) -> str:
        """The first value that is not empty, by the order of the keys."""
        for key in keys:
            for name, value in self._unpacked[2]:
                if name == key and value.strip():
                    return str(value).strip()
        return ""

    def metas(self, key: str) -> list[str]:
        return [value.strip() for name, value in self._unpacked[2] if name == key and value.strip()]

    def meta_keys(self) -> set[str]:
        return {name for name, _value in self._unpacked[2]}

    def terms(self, domain: str) -> list[tuple[str, str]]:
        """Slug and name, in the order of the file."""
        return [(slug, name) for found, slug, name in self._unpacked[1] if found == domain]

    def domains(self) -> set[str]:
        return {domain for domain, _slug, _name in self._unpacked[1]}

    @property
    def title(self) -> str:
        return self.get("title").strip()

    @property
    def content(self) -> str:
        return self.get("content:encoded")

    @property
    def link(self) -> str:
        return self.get("link").strip()

    @property
    def status(self) -> str:
        return self.get("wp:status").strip() or "publish"

    @property
    def parent(self) -> str:
        parent = self.get("wp:post_parent").strip()
        return "" if parent in {"", "0"} else parent

    @property
    def label(self) -> str:
        return f"{self.kind} {self.id} “{self.title[:80]}”"
