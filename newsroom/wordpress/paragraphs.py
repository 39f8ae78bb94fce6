"""WordPress' smart paragraphs: its classic editor stores newlines, and what they mean is decided when a page is shown.

A blank line parts paragraphs, a single newline breaks the line, block-level elements are left alone and
nothing happens inside what is preformatted. Paragraphs are never put where HTML allows none.
"""

import re
from dataclasses import dataclass, field

BLOCKS = frozenset(
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address "
    "style script math svg textarea p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer "
    "nav figure figcaption details menu summary iframe object video audio noscript select option".split()
)
UNTOUCHED = "pre|script|style|textarea|svg|math|object|iframe|video|audio|select"
VOID = frozenset("hr col area br img".split())
# Between the parts of these no text can stand at all.
STRUCTURAL = frozenset("table thead tbody tfoot tr colgroup dl ul ol menu map".split())
# In these, text stands bare unless blank lines part it.
BARE = frozenset("p h1 h2 h3 h4 h5 h6 summary legend caption figcaption".split())

PRESERVED = re.compile(rf"<({UNTOUCHED})\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n\s*")
BREAK = re.compile(r"(?:[ \t]*<br\s*/?>)?[ \t]*\n[ \t]*", re.IGNORECASE)
MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass
class _Element:
    name: str
    parts: list[str] = field(default_factory=list)  # finished blocks and, still bare, runs of text
    texts: list[int] = field(default_factory=list)  # which of the parts are runs of text
    run: list[str] = field(default_factory=list)

    def end_run(self) -> None:
        text = "".join(self.run)
        self.run = []
        if text.strip():
            self.texts.append(len(self.parts))
            self.parts.append(text.strip("\n"))

    def close(self) -> str:
        self.end_run()
        chunks = [BLANK_LINE.split(self.parts[place].strip()) for place in self.texts]
        wraps = self.name in {"", "blockquote"} or (self.name not in STRUCTURAL and sum(map(len, chunks)) > 1)
        for place, paragraphs in zip(self.texts, chunks, strict=True):
            self.parts[place] = _paragraphs(paragraphs, self.name, wraps=wraps)
        return "".join(self.parts)


def _paragraphs(chunks: list[str], inside: str, *, wraps: bool) -> str:
    lines = [_with_breaks(chunk.strip()) for chunk in chunks if chunk.strip()]
    if inside == "p":
        return "</p>\n<p>".join(lines)
    if inside in BARE or not wraps:
        return "<br>\n".join(lines)
    return "\n".join(f"<p>{line}</p>" for line in lines)


def _with_breaks(chunk: str) -> str:
    # Most paragraphs are one line, and the pattern is slow in finding out.
    return BREAK.sub("<br>\n", chunk) if "\n" in chunk else chunk


def with_paragraphs(text: str) -> str:
    """The HTML that WordPress would show for what its classic editor stored. Expects no comments in it."""
    if not text.strip():
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    text, kept = _set_aside(text)
    return MARK.sub(lambda match: kept[int(match.group(1))], _build(text))


def _set_aside(text: str) -> tuple[str, list[str]]:
    """The text with a mark for every element whose inside is left alone, and those elements."""
    kept: list[str] = []
    pieces: list[str] = []
    last = 0
    never_closed: set[str] = set()
    for match in PRESERVED.finditer(text):
        name = match.group(1).lower()
        if match.start() < last or name in never_closed:
            continue
        closing = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(text, match.end())
        if not closing:
            never_closed.add(name)  # so that a thousand of them are not each looked for to the end
            continue
        pieces += [text[last : match.start()], f"<keep>\ue000{len(kept)}\ue001</keep>"]
        kept.append(text[match.start() : closing.end()])
        last = closing.end()
    return "".join([*pieces, text[last:]]), kept


def _build(text: str) -> str:
    """One walk over the tags. What is never closed is closed at the end, as browsers do."""
    open_elements = [_Element("")]
    last = 0
    for match in TAG.finditer(text):
        inner, name = open_elements[-1], match.group(2).lower()
        inner.run.append(text[last : match.start()])
        last = match.end()
        if name == "keep":
            _keep(inner, is_end=bool(match.group(1)))
        elif name not in BLOCKS:
            inner.run.append(match.group(0).replace("\n", " "))
        elif match.group(1):
            _close(open_elements, name, match.group(0))
        else:
            _open(open_elements, name, match)
    open_elements[-1].run.append(text[last:])
    while len(open_elements) > 1:
        _close(open_elements, open_elements[-1].name, f"</{open_elements[-1].name}>")
    return open_elements[0].close()


def _keep(inner: _Element, *, is_end: bool) -> None:
    if is_end:
        inner.parts.append(inner.run.pop())
    else:
        inner.end_run()


def _open(open_elements: list[_Element], name: str, match: re.Match[str]) -> None:
    inner = open_elements[-1]
    inner.end_run()
    inner.parts.append(match.group(0).replace("\n", " "))
    if name not in VOID and not match.group(3).endswith("/") and len(open_elements) < 200:
        open_elements.append(_Element(name))


def _close(open_elements: list[_Element], name: str, tag: str) -> None:
    if not any(element.name == name for element in open_elements[1:]):
        open_elements[-1].end_run()
        return
    while True:
        element = open_elements.pop()
        open_elements[-1].parts.append(element.close())
        open_elements[-1].parts.append(tag if element.name == name else "")
        if element.name == name:
            return
