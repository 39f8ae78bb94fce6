"""Reading a WordPress export (WXR 1.0 to 1.2) as a stream: what stands in it, never the whole of it at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from xml.sax import SAXException, SAXParseException

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

from newsroom.wordpress.decoding import Decoded, Unreadable

WORDPRESS = re.compile(r"https?://(?:www\.)?wordpress\.org/export/[^/]*/?(excerpt/?)?\Z")
PREFIXES = {"purl.org/rss/1.0/modules/content/": "content", "purl.org/dc/elements/1.1/": "dc"}
CONTAINERS = frozenset(
    "item wp:author wp:category wp:tag wp:term wp:postmeta wp:comment wp:commentmeta wp:termmeta".split()
)
PARENTS = {"wp:postmeta": "item", "wp:comment": "item", "wp:commentmeta": "wp:comment"}
MAX_DEPTH = 64
MAX_FIELD = 16 * 1024 * 1024  # characters; the longest field of a real post is a thousandth of that
MAX_ITEM = 4 * MAX_FIELD

Fields = dict[str, str]


@dataclass(slots=True)
class Record:
    """One author, term or item, as it stood in the file. `line` is where it began."""

    element: str
    line: int
    fields: Fields = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)  # domain, slug, name
    meta: list[tuple[str, str]] = field(default_factory=list)
    comments: list[Fields] = field(default_factory=list)
    size: int = 0
    is_too_large: bool = False


class Reader:
    """Iterates over the records of a file; `channel` holds the site's own fields once the first record is out.

    Raises Unreadable, with a sentence for whoever gave us the file.
    """

    def __init__(self, path: Path) -> None:
        self.source = Decoded(path)
        self.channel: Fields = {}
        self.unknown_elements: set[str] = set()
        self._ready: list[Record] = []
        self._open: list[tuple[int, str, Record | Fields]] = []
        self._text: list[str] = []
        self._size = self._depth = 0
        self._leaf_attributes: Any = None
        self._keys: dict[str, str] = {}
        self._has_wordpress = False
        self._parser = Parser(self)

    def __iter__(self) -> Iterator[Record]:
        try:
            for chunk in self.source:
                self._parser.feed(chunk)
                yield from self._take()
            self._parser.close()
        except DefusedXmlException as error:
            raise Unreadable(_("The file declares a document type or entities. No export does; refused.")) from error
        except SAXParseException as error:
            where = {"line": error.getLineNumber(), "what": error.getMessage()}
            raise Unreadable(_("The file is broken at line %(line)d: %(what)s.") % where) from error
        except SAXException as error:
            raise Unreadable(str(error)) from error
        if not self._has_wordpress:
            raise Unreadable(_("This is not a WordPress export (WXR): no WordPress element stands in it."))
        yield from self._take()

    def _take(self) -> list[Record]:
        ready, self._ready = self._ready, []
        return ready

    # What the parser calls, in document order.

    def start(self, name: str, attributes: Any) -> None:
        self._depth += 1
        key = self._keys.get(name) or self._key(name)
        if self._depth == 1 and key != "rss":
            raise Unreadable(_("This is not a WordPress export (WXR): it begins with <%s>.") % key[:80])
        if self._depth > MAX_DEPTH:
            raise Unreadable(_("Elements are nested more than %d deep; no export is.") % MAX_DEPTH)
        self._text, self._size = [], 0
        self._leaf_attributes = attributes
        if key in CONTAINERS:
            self._open_container(key)

    def text(self, characters: str) -> None:
        self._size += len(characters)
        if self._size <= MAX_FIELD:
            self._text.append(characters)

    def end(self, name: str) -> None:
        key = self._keys[name]
        if self._open and self._open[-1][0] == self._depth:
            self._close_container()
        else:
            self._leaf(key)
        self._text, self._size = [], 0
        self._depth -= 1

    def _key(self, name: str) -> str:
        """The short name whatever the version and spelling of its namespace: wp:post_id, excerpt:encoded, title."""
        uri, _space, local = name.rpartition(" ")
        if found := WORDPRESS.match(uri):
            key = f"excerpt:{local}" if found.group(1) else f"wp:{local}"
            self._has_wordpress = True
        else:
            prefix = PREFIXES.get(uri.partition("://")[2], uri)
            key = f"{prefix}:{local}" if prefix else local
        self._keys[name] = key
        return key

    def _open_container(self, key: str) -> None:
        inside = self._open[-1][1] if self._open else None
        if PARENTS.get(key) != inside and key != "wp:termmeta":
            return
        holder: Record | Fields = {} if key in PARENTS or key == "wp:termmeta" else Record(key, self._parser.line)
        self._open.append((self._depth, key, holder))

    def _close_container(self) -> None:
        _depth, key, holder = self._open.pop()
        if isinstance(holder, Record):
            self._ready.append(holder)
        elif key in PARENTS and isinstance(record := self._open[-1][2], Record):
            if key == "wp:comment":
                record.comments.append(holder)
            else:
                record.meta.append((holder.get("wp:meta_key", ""), holder.get("wp:meta_value", "")))

    def _leaf(self, key: str) -> None:
        if not self._open:
            if self._depth == 3:
                self.channel.setdefault(key, "".join(self._text).strip())
            return
        depth, _key, holder = self._open[-1]
        if depth + 1 != self._depth:
            self.unknown_elements.add(key)
            return
        self._measure()
        value = "".join(self._text)
        if isinstance(holder, dict):
            holder[key] = value
        elif key == "category":
            given = self._leaf_attributes
            holder.terms.append((given.get("domain", "category"), given.get("nicename", ""), value))
        else:
            holder.fields[key] = value

    def _measure(self) -> None:
        record = self._open[0][2]
        if isinstance(record, Record):
            record.size += self._size
            if self._size > MAX_FIELD or record.size > MAX_ITEM:
                record.is_too_large = True
                self._text = []


class Listener(Protocol):
    """What the parser calls, in document order. Names have their namespace before them, and a blank between."""

    def start(self, name: str, attributes: Any) -> None: ...
    def text(self, characters: str) -> None: ...
    def end(self, name: str) -> None: ...


class Parser(DefusedExpatParser):
    """Expat with defusedxml's refusals, calling the reader without SAX's wrapping of every attribute in between."""

    _parser: Any

    def __init__(self, reader: Listener) -> None:
        self._reader = reader
        super().__init__(namespaceHandling=1, forbid_dtd=True, forbid_entities=True, forbid_external=True)

    def reset(self) -> None:
        super().reset()
        handlers: dict[str, Callable[..., None]] = {
            "StartElementHandler": self._reader.start,
            "EndElementHandler": self._reader.end,
            "CharacterDataHandler": self._reader.text,
        }
        for name, handler in handlers.items():
            setattr(self._parser, name, handler)
        self._parser.namespace_prefixes = False
        self._parser.buffer_text = True

    @property
    def byte(self) -> int:
        """Up to where, in UTF-8, it has understood what it was fed."""
        return int(self._parser.CurrentByteIndex)

    @property
    def line(self) -> int:
        return int(self._parser.CurrentLineNumber)
