"""What stands in an export of comments, in our words: the same whichever system wrote it."""

from dataclasses import dataclass, field

from comments.models import Comment


@dataclass(slots=True)
class Person:
    """Somebody whose comments name them by a number."""

    id: str
    name: str = ""
    email: str = ""


@dataclass(slots=True)
class Thread:
    """What hangs below one address. `alias` is another name by which comments may call it."""

    key: str
    address: str = ""
    other_address: str = ""
    alias: str = ""
    title: str = ""
    line: int = 0
    is_hidden: bool = False
    is_closed: bool = False


@dataclass(slots=True)
class Said:
    """One comment. Times are ISO 8601 as they were found; empty: none."""

    id: str
    thread: str
    line: int
    parent: str = ""
    alias: str = ""
    thread_alias: str = ""
    parent_alias: str = ""
    author: str = ""  # the id of a Person
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    html: str = ""
    source: str = ""
    at: str = ""
    edited_at: str = ""
    featured_at: str = ""
    featured_note: str = ""
    status: str = Comment.Status.APPROVED
    kind: str = Comment.Kind.COMMENT
    former: list[tuple[str, str, str]] = field(default_factory=list)  # text, as it was written, until
    is_own: bool = False  # written by this software: its HTML is what it seems
    remarks: list[str] = field(default_factory=list)  # what did not come over as it was
