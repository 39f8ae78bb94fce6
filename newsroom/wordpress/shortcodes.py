"""Shortcodes: [name attribute="value"]…[/name], in which WordPress and its plug-ins keep what is not HTML."""

import re
from collections.abc import Callable
from typing import NamedTuple

SHORTCODE = re.compile(r"(\[?)\[(/?)([a-zA-Z][\w-]*)(?=[\s\]/=])([^\[\]]*)\](\]?)")
ATTRIBUTE = re.compile(r"""([a-zA-Z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|([^\s"']+)""")
PAIRED = frozenset("caption wp_caption embed audio video youtube vimeo code sourcecode playlist".split())
# Words that writers put in square brackets; no plug-in is named so.
ASIDES = frozenset("sic laughs laughter applause emphasis crosstalk inaudible update updated ed redacted".split())


class Shortcode(NamedTuple):
    name: str
    attributes: dict[str, str]
    positional: list[str]
    content: str

    def first(self, *names: str) -> str:
        """The first of these attributes that is given, else what stands without a name, else the content."""
        named = [self.attributes[name] for name in names if self.attributes.get(name)]
        return (named or self.positional or [self.content])[0].strip()


Writer = Callable[[Shortcode], str | None]


def replace(text: str, writers: dict[str, Writer], unknown: Callable[[str], None]) -> str:
    """Writes what the writers make of their shortcodes; None leaves one as it is. Of others `unknown` is told."""
    if "[" not in text:
        return text
    pieces: list[str] = []
    last = 0
    never_closed: set[str] = set()
    for match in SHORTCODE.finditer(text):
        name = match.group(3).lower()
        if match.start() < last:
            pass  # inside of one that was written
        elif match.group(1) and match.group(5):  # [[written twice]] it means itself
            pieces += [text[last : match.start()], match.group(0)[1:-1]]
            last = match.end()
        elif name in writers and not match.group(2):
            start, end = match.start() + len(match.group(1)), match.end() - len(match.group(5))
            content, after = _content(text, name, end, match.group(4), never_closed)
            if (written := writers[name](_parsed(name, match.group(4), content))) is not None:
                pieces += [text[last:start], written]
                last = after
        elif name not in writers and _looks_meant(match):
            unknown(name)
    return "".join([*pieces, text[last:]])


def _looks_meant(match: re.Match[str]) -> bool:
    name, rest = match.group(3), match.group(4)
    if match.group(2):
        return False  # its beginning was told
    if "=" in rest or "_" in name or "-" in name:
        return True
    return not rest.strip(" /") and name.islower() and name not in ASIDES


def _content(text: str, name: str, after: int, given: str, never_closed: set[str]) -> tuple[str, int]:
    """What stands between a shortcode and its end, and where it ends; nothing if it is not closed."""
    if given.rstrip().endswith("/") or name not in PAIRED or name in never_closed:
        return "", after
    closing = text.find(f"[/{name}]", after)
    if closing < 0:
        never_closed.add(name)
        return "", after
    opening = text.find(f"[{name}", after, closing)
    if opening >= 0:
        return "", after  # the closing one belongs to the next of the same name
    return text[after:closing], closing + len(name) + 3


def _parsed(name: str, given: str, content: str) -> Shortcode:
    attributes: dict[str, str] = {}
    positional: list[str] = []
    # wordpress.com's own form is [youtube=https://…].
    given = given.removeprefix("=").rstrip().removesuffix("/")
    given = given.replace("&quot;", '"').replace("“", '"').replace("”", '"').replace("&#8221;", '"').replace("″", '"')
    for match in ATTRIBUTE.finditer(given):
        if match.group(1):
            attributes[match.group(1).lower()] = next(value for value in match.group(2, 3, 4) if value is not None)
        else:
            positional.append(next(value for value in match.group(5, 6, 7) if value is not None))
    return Shortcode(name, attributes, positional, content)
