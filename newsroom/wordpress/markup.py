"""The old site's HTML made ours: pictures by reference, videos as embeds, links without the old domain."""

import re
from collections.abc import Callable

from django.utils.html import escape
from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles import embeds
from newsroom.wordpress import figures
from newsroom.wordpress.library import Library
from newsroom.wordpress.links import Links

NOTHING_TO_DO = re.compile(
    r"<(?:img|a|iframe|embed|object|audio|video|figure|script|form|input|svg)\b|align|background-image", re.IGNORECASE
)
TEXT_LEVEL = frozenset(
    "a b strong em i u s span small big font center p h1 h2 h3 h4 h5 h6 del ins sup sub code abbr cite q mark".split()
)
ALIGNMENTS = {f"align{side}": side for side in ("left", "right", "center", "wide", "full")}
TEXT_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)", re.IGNORECASE)
BACKGROUND = re.compile(r"""background-image:\s*url\(\s*["']?([^"')]+)""", re.IGNORECASE)
PICTURE_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
ACTIVE = "script, form, input, select, button, object, embed, svg, math, canvas, applet"
EMPTY = re.compile(r"<(p|a|b|i|em|strong|span|div|figure)\b[^<>]*>(?:\s|&nbsp;|<br>)*</\1>")
MARK = re.compile("\ue000(\\d+)\ue001")

Reason = tuple[str, str]  # why, and which: empty where the text is enough


class Markup:
    """One text on its way. `reasons` gathers what was left out or changed, in words for the report."""

    def __init__(self, html: str, base: str, library: Library, links: Links) -> None:
        self._base, self._library, self._links = base, library, links
        self._html = re.sub(r"<(/?)h1\b", r"<\1h2", html, flags=re.IGNORECASE)
        self._blocks: list[str] = []
        self.reasons: list[Reason] = []

    def converted(self) -> str:
        if not NOTHING_TO_DO.search(self._html):
            return self._html
        tree = LexborHTMLParser("<body>" + self._html.replace("\ue000", "").replace("\ue001", ""))
        self._root = tree.body
        if self._root is None:
            return self._html
        steps: list[tuple[str, Callable[[LexborNode], None]]] = [
            ("figure.wp-block-embed, div.wp-block-embed", self._embed_block),
            ("iframe", self._frame),
            ("object, embed", self._plug_in),
            ("[style*=background-image]", self._background),
            ("img:not([data-picture])", self._image),
            ("audio:not([data-file]), video:not([data-file])", self._player),
            ("figure.wp-block-gallery, ul.wp-block-gallery, div.gallery, div.tiled-gallery", self._gallery),
            ("figure.wp-block-pullquote blockquote, blockquote.wp-block-pullquote", self._pull_quote),
            ("p, h2, h3, h4, h5, h6, td, th", self._align_text),
            ("a", self._link),
            (ACTIVE, self._active),
            (
                "div[class*=wp-block]:not([class*=wp-block-button]):not([class*=wp-block-file])",
                lambda node: node.unwrap(),
            ),
        ]
        for selector, step in steps:
            for node in self._root.css(selector):
                step(node)
        html = self._root.inner_html or ""
        # A block may hold another one's mark: a gallery its figures.
        for _level in range(3):
            if "\ue000" in html:
                html = MARK.sub(lambda match: self._blocks[int(match.group(1))], html)
        return EMPTY.sub("", EMPTY.sub("", html))

    def _say(self, reason: str, what: str = "") -> None:
        if (reason, what) not in self.reasons:
            self.reasons.append((reason, what))

    # Putting blocks where blocks may stand.

    def _mark(self, html: str) -> str:
        self._blocks.append(html)
        return f"\ue000{len(self._blocks) - 1}\ue001"

    def _put(self, node: LexborNode, html: str) -> None:
        """Instead of `node`, before the paragraph it stands in."""
        anchor = node
        while anchor.parent is not None and anchor.parent.tag in TEXT_LEVEL:
            anchor = anchor.parent
        anchor.insert_before(self._mark(html))
        self._remove(node)

    def _remove(self, node: LexborNode) -> None:
        """With every element around it that holds nothing else."""
        parent = node.parent
        while parent is not None and parent.tag in TEXT_LEVEL and _holds_only(parent, node):
            node, parent = parent, parent.parent
        node.decompose()

    # Videos and whatever else other sites lent.

    def _embed_block(self, node: LexborNode) -> None:
        caption = node.css_first("figcaption")
        words = caption.inner_html or "" if caption else ""
        frame = node.css_first("iframe")
        source = (frame.attributes.get("src") or "") if frame else ""
        found = ADDRESS.search(source) or ADDRESS.search(
            (node.text() or "").replace((caption.text() if caption else "") or "\0", "")
        )
        if found:
            self._lend(node, found.group(0), words)

    def _frame(self, node: LexborNode) -> None:
        source = node.attributes.get("src") or node.attributes.get("data-src") or ""
        source = f"https:{source}" if source.startswith("//") else source
        if source.startswith(("http://", "https://")):
            self._lend(node, source)
        else:
            self._say(_("A frame without a usable address was left out"))
            self._remove(node)

    def _plug_in(self, node: LexborNode) -> None:
        source = node.attributes.get("data") or node.attributes.get("src") or ""
        named = node.css_first("embed[src]")
        if not source and named:
            source = named.attributes.get("src") or ""
        source = f"https:{source}" if source.startswith("//") else source
        if embeds.parse(source):
            self._lend(node, source)
        elif (found := self._library.by_url(source)) and not found.is_picture:
            self._put(node, figures.file_link(found))

    def _lend(self, node: LexborNode, url: str, caption: str = "") -> None:
        if not embeds.parse(url):
            self._say(_("Something embedded from another site became a link"), url)
        self._put(node, figures.embed(url, caption))

    # Pictures.

    def _background(self, node: LexborNode) -> None:
        found = BACKGROUND.search(node.attributes.get("style") or "")
        if found and (shown := self._resolve(found.group(1), "", "")):
            node.insert_before(self._mark(figures.figure(figures.image(shown))))

    def _image(self, node: LexborNode) -> None:
        given = node.attributes
        classes, alt = given.get("class") or "", given.get("alt") or ""
        if re.search(r"\b(?:wp-smiley|emoji)\b", classes):
            node.replace_with(alt)
            return
        if given.get("width") == given.get("height") == "1":
            self._say(_("A tracking pixel was left out"))
            self._remove(node)
            return
        source = given.get("data-orig-file") or given.get("data-lazy-src") or given.get("data-src") or given.get("src")
        shown = self._resolve(source or "", classes, alt)
        if not shown:
            self._say(_("A picture without a usable address was left out"))
            self._remove(node)
            return
        self._write_image(node, figures.image(shown, alt if "alt" in given else None), _alignment(node))

    def _resolve(self, source: str, classes: str, alt: str) -> figures.Shown | None:
        try:
            url = self._links.absolute(source, self._base)
        except ValueError:
            url = ""
        named = PICTURE_CLASS.search(classes)
        found = self._library.by_url(url) if url else None
        if not (found and found.is_picture):
            found = self._library.picture(named.group(1)) if named else None
        return found or (self._library.outside_picture(url, alt) if source.strip() else None)

    def _write_image(self, node: LexborNode, image: str, align: str) -> None:
        link = node.parent if node.parent is not None and node.parent.tag == "a" else None
        if link is not None and not (link.text() or "").strip():
            href = link.attributes.get("href") or ""
            if not self._links.leads_to_picture(href):
                image = f'<a href="{escape(self._links.rewritten(href, self._base))}">{image}</a>'
            node = link
        around = _figure_around(node)
        if around is not None:
            if align and "data-align" not in around.attributes:
                around.attrs["data-align"] = align
            node.replace_with(self._mark(image))
        elif align or _stands_alone(node):
            self._put(node, figures.figure(image, align=align))
        else:
            node.replace_with(self._mark(image))

    def _gallery(self, node: LexborNode) -> None:
        inside = [self._figure(mark, node) for mark in MARK.finditer(node.html or "")]
        outer = [child for child in _children(node) if child.tag == "figcaption"]
        if inside:
            caption = (outer[-1].inner_html or "") if outer else ""
            node.replace_with(self._mark(figures.gallery(inside, caption)))

    def _figure(self, mark: re.Match[str], node: LexborNode) -> str:
        for inner in node.css("figure, li, dl"):
            words = inner.css_first("figcaption, .gallery-caption")
            if mark.group(0) in (inner.html or "") and inner.css_first("figure figure, li figure") is None and words:
                return figures.figure(mark.group(0), words.inner_html or "")
        block = self._blocks[int(mark.group(1))]
        return mark.group(0) if block.startswith("<figure") else figures.figure(mark.group(0))

    # Sound, moving pictures, quotes, words and links.

    def _player(self, node: LexborNode) -> None:
        source = node.attributes.get("src") or ""
        inner = node.css_first("source[src]")
        if not source and inner:
            source = inner.attributes.get("src") or ""
        try:
            url = self._links.absolute(source, self._base) if source else ""
        except ValueError:
            url = ""
        found = self._library.by_url(url) if url else None
        if found and not found.is_picture:
            around = _figure_around(node)
            block = figures.player(found, str(node.tag))
            if around is not None:
                node.replace_with(self._mark(block))
            else:
                self._put(node, figures.figure(block))
        elif url:
            self._lend(node, url)
        else:
            self._remove(node)

    def _pull_quote(self, node: LexborNode) -> None:
        node.attrs["data-pull"] = "true"

    def _align_text(self, node: LexborNode) -> None:
        given = node.attributes
        classes, style = given.get("class") or "", given.get("style") or ""
        found = re.search(r"has-text-align-(left|right|center)", classes) or TEXT_ALIGNMENT.search(style)
        side = found.group(1).lower() if found else (given.get("align") or "").lower()
        if side in {"right", "center"}:
            node.attrs["data-align"] = side

    def _link(self, node: LexborNode) -> None:
        href = node.attributes.get("href")
        if href:
            node.attrs["href"] = self._links.rewritten(href, self._base)

    def _active(self, node: LexborNode) -> None:
        self._say(_("Scripts, forms and other active parts were left out of the text"), f"<{node.tag}>")


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=False))


def _holds_only(parent: LexborNode, node: LexborNode) -> bool:
    others = [child for child in _children(parent) if child.mem_id != node.mem_id and child.tag != "br"]
    words = (parent.text() or "").strip()
    return not others and words == (node.text() or "").strip()


def _figure_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    for _level in range(4):
        if parent is None or parent.tag in {"body", "td", "li", "blockquote"}:
            return None
        if parent.tag == "figure":
            return parent
        parent = parent.parent
    return None


def _stands_alone(node: LexborNode) -> bool:
    """No words of the same paragraph beside it."""
    parent = node.parent
    while parent is not None and parent.tag in TEXT_LEVEL - {"p"} and not (parent.text() or "").strip():
        parent = parent.parent
    if parent is None or parent.tag not in TEXT_LEVEL:
        return parent is None or parent.tag in {"body", "div", "section", "article", "center", "blockquote"}
    return not MARK.sub("", parent.text() or "").strip()


def _alignment(node: LexborNode) -> str:
    """Of the picture itself, its figure or the block around that; none in the middle of words."""
    inner: LexborNode | None = node
    for _level in range(4):
        if inner is None or inner.tag == "body":
            break
        for name in (inner.attributes.get("class") or "").split():
            if name in ALIGNMENTS:
                return ALIGNMENTS[name]
        if inner is node and (given := (node.attributes.get("align") or "").lower()) in {"left", "right"}:
            return given
        inner = inner.parent
    return ""
