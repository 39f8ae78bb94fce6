"""Reading what Disqus writes under Community → Export: XML, mostly compressed.

Threads come first and have an address; posts name their thread and what they answer by dsq:id, in old exports by <id>.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax import SAXException, SAXParseException

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from comments.models import Comment
from newsroom.comment_import.said import Person, Said, Thread
from newsroom.comment_import.source import Source
from newsroom.wordpress.decoding import Unreadable
from newsroom.wordpress.wxr import MAX_DEPTH, MAX_FIELD, Parser

NAMESPACE = re.compile(r"https?://(?:www\.)?disqus\.com/?\Z")
INTERNAL_ID = re.compile(r"https?://(?:www\.)?disqus\.com/disqus-internals/? id\Z")
ADDRESS = re.compile(r"https?://\S+\Z")
Status = Comment.Status


@dataclass(slots=True)
class Element:
    """A thread or a post: what its elements say, and the dsq:id of each that has one."""

    name: str
    line: int
    ids: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    is_too_large: bool = False

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def says(self, name: str) -> bool:
        return self.get(name).lower() in {"true", "1"}


class Reader:
    """Iterates over threads and posts. Raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self.source = Source(path)
        self.site = ""
        self.unread: list[tuple[int, str]] = []  # lines, and what stands there that is neither
        self._open: list[str] = []
        self._element: Element | None = None
        self._text: list[str] = []
        self._size = 0
        self._ready: list[Element] = []
        self._parser = Parser(self)

    def __iter__(self) -> Iterator[Thread | Said | Person]:
        fed = 0
        try:
            for chunk in self.source:
                self._parser.feed(chunk)
                yield from self._take()
                fed += len(chunk)
                if fed - self._parser.byte > MAX_FIELD:  # all of which is in memory
                    raise Unreadable(_("A tag or remark at line %d has no end; no export is so.") % self._parser.line)
            self._parser.close()
        except DefusedXmlException as error:
            raise Unreadable(_("The file declares a document type or entities. No export does; refused.")) from error
        except SAXParseException as error:
            where = {"line": error.getLineNumber(), "what": error.getMessage()}
            raise Unreadable(_("The file is broken at line %(line)d: %(what)s.") % where) from error
        except SAXException as error:
            raise Unreadable(str(error)) from error
        yield from self._take()

    def _take(self) -> Iterator[Thread | Said]:
        ready, self._ready = self._ready, []
        for element in ready:
            self.site = self.site or element.get("forum")
            yield thread(element) if element.name == "thread" else post(element)

    # What the parser calls, in document order.

    def start(self, name: str, attributes: Any) -> None:
        uri, _blank, local = name.rpartition(" ")
        self._open.append(local)
        depth = len(self._open)
        if depth == 1 and (local != "disqus" or not NAMESPACE.match(uri)):
            raise Unreadable(_("This is not an export of Disqus: it begins with <%s>.") % local[:80])
        if depth > MAX_DEPTH:
            raise Unreadable(_("Elements are nested more than %d deep; no export is.") % MAX_DEPTH)
        internal = next((attributes[key] for key in attributes if INTERNAL_ID.match(key)), "") if attributes else ""
        if depth == 2 and local in {"thread", "post"}:
            self._element = Element(local, self._parser.line, {"": internal})
        elif depth == 3 and self._element:
            self._element.ids[local] = internal
        if depth <= 3 or self._open[2] == "author":
            self._text, self._size = [], 0

    def text(self, characters: str) -> None:
        self._size += len(characters)
        if self._element and self._size <= MAX_FIELD:
            self._text.append(characters)

    def end(self, _name: str) -> None:
        depth, local = len(self._open), self._open.pop()
        if self._element and depth == 2:
            self._ready.append(self._element)
            self._element = None
        elif self._element and (depth == 3 or (depth == 4 and self._open[2] == "author")):
            self._element.fields["/".join([*self._open[2:], local])] = "".join(self._text)
            self._element.is_too_large |= self._size > MAX_FIELD


def thread(element: Element) -> Thread:
    alias = element.get("id")
    # The plug-in for WordPress writes "528 https://old.example/?p=528" there.
    other = alias.rpartition(" ")[2]
    return Thread(
        key=element.ids[""] or alias,
        address=element.get("link"),
        other_address=other if ADDRESS.match(other) else "",
        alias=alias,
        title=element.get("title"),
        line=element.line,
        is_hidden=element.says("isDeleted"),
        is_closed=element.says("isClosed"),
    )


def post(element: Element) -> Said:
    said = Said(
        id=element.ids[""] or element.get("id"),
        line=element.line,
        alias=element.get("id"),
        thread=element.ids.get("thread", ""),
        thread_alias=element.get("thread"),
        parent=element.ids.get("parent", ""),
        parent_alias=element.get("parent"),
        name=element.get("author/name") or element.get("author/username"),
        email=element.get("author/email"),
        ip=element.get("ipAddress"),
        html=element.get("message"),
        at=element.get("createdAt"),
        status=_status(element),
    )
    if said.status == Status.WITHDRAWN:
        said.html = said.name = said.email = said.ip = ""
    if element.is_too_large:
        said.remarks.append(_("Longer than any comment can be"))
    return said


def _status(element: Element) -> Status:
    """Who deleted it, its author or a moderator, Disqus does not say: nothing of it is taken."""
    if element.says("isSpam"):
        return Status.SPAM
    if element.says("isDeleted"):
        return Status.WITHDRAWN
    return Status.PENDING if element.get("isApproved").lower() == "false" else Status.APPROVED
