"""From what WordPress stored as a text to what may stand in the body of an article or page."""

import re
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles import embeds
from articles.depths import without_depths
from newsroom.wordpress import figures, shortcodes
from newsroom.wordpress.blocks import has_blocks, without_comments
from newsroom.wordpress.items import Item
from newsroom.wordpress.lazy import with_real_pictures
from newsroom.wordpress.library import Library
from newsroom.wordpress.links import Links
from newsroom.wordpress.markup import Markup, Reason
from newsroom.wordpress.paragraphs import with_paragraphs
from newsroom.wordpress.shortcodes import Shortcode
from newsroom.wordpress.unpacked import Unpacked

OWN_LINE = re.compile(r"^[ \t]*(https?://[^\s<>\"\[\]]+)[ \t]*$", re.MULTILINE)
FIRST_EMBED = re.compile(r'<figure data-embed="([^"]*)">.*?</figure>', re.DOTALL)
# What means something here must not come in from a text that was written elsewhere.
OUR_ATTRIBUTE = re.compile(r"(\sdata-)(picture|file|embed|gallery)(?=\s*=)")
LEADING_IMAGE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL | re.IGNORECASE)
ALIGN = re.compile(r"align(left|right|center)")


@dataclass
class Converted:
    """`html` is not sanitised yet. `reasons` say what could not be carried over, and which if there may be several."""

    html: str
    reasons: list[Reason] = field(default_factory=list)

    @property
    def first_video(self) -> str:
        """The address of a video, if the first thing embedded is one we can play."""
        found = FIRST_EMBED.search(self.html)
        return found.group(1).replace("&amp;", "&") if found else ""

    def without_leading_video(self) -> str:
        """Shown above the text it need not stand in it again, if the text began with it."""
        found = FIRST_EMBED.match(self.html.lstrip())
        return (
            self.html.lstrip()[found.end() :].lstrip() if found and "<figcaption>" not in found.group(0) else self.html
        )


class Bodies:
    def __init__(self, unpacked: Unpacked, library: Library, links: Links) -> None:
        self._unpacked, self._library, self._links = unpacked, library, links

    def convert(self, item: Item) -> Converted:
        return _Text(item, self._unpacked, self._library, self._links).converted()


class _Text:
    def __init__(self, item: Item, unpacked: Unpacked, library: Library, links: Links) -> None:
        self._item, self._unpacked, self._library, self._links = item, unpacked, library, links
        self._reasons: list[Reason] = []

    def converted(self) -> Converted:
        text = OUR_ATTRIBUTE.sub(r"\1old-\2", with_real_pictures(self._item.content))
        if not text.strip():
            return Converted("")
        is_classic = not has_blocks(text)
        text, dynamic, pages = without_comments(text, self._reusable)
        if dynamic:
            names = ", ".join(dict.fromkeys(dynamic))
            self._say(_("Blocks that WordPress fills when it shows the page hold no text to carry over"), names)
        if pages > 1:
            self._say(_("A text in several pages became one"))
        flat = without_depths(text)
        if flat != text:
            self._say(_("Nested deeper than any text is: kept without its markup"))
            text = flat
        text = shortcodes.replace(text, self._writers(), self._unknown)
        if is_classic:
            text = with_paragraphs(OWN_LINE.sub(lambda found: figures.embed(found.group(1)), text))
        elif "<pre" not in text:
            text = re.sub(r"\n{2,}", "\n", text)
        markup = Markup(text, self._item.link, self._library, self._links)
        return Converted(markup.converted(), self._reasons + markup.reasons)

    def _say(self, reason: str, what: str = "") -> None:
        if (reason, what) not in self._reasons:
            self._reasons.append((reason, what))

    def _unknown(self, name: str) -> None:
        self._say(_("A shortcode that is unknown here stays in the text as it is: [%s]") % name)

    def _reusable(self, old_id: str) -> str:
        found = self._unpacked.item(old_id)
        if not found or found.kind != "wp_block":
            return ""
        return without_comments(found.content, lambda _old_id: "").text

    def _writers(self) -> dict[str, shortcodes.Writer]:
        return {
            "caption": self._caption,
            "wp_caption": self._caption,
            "gallery": self._gallery,
            "playlist": self._playlist,
            "embed": self._embed,
            "youtube": self._embed,
            "vimeo": self._embed,
            "audio": self._player,
            "video": self._player,
            "code": self._code,
            "sourcecode": self._code,
        }

    def _caption(self, found: Shortcode) -> str | None:
        content = found.content.strip()
        if not content:
            return None
        caption = found.attributes.get("caption", "")
        inside = LEADING_IMAGE.match(content)
        if inside:
            content, caption = inside.group(1), caption or inside.group(2).strip()
        align = ALIGN.search(found.attributes.get("align", ""))
        return "\n\n" + figures.figure(content, caption.replace("\n", " "), align.group(1) if align else "") + "\n\n"

    def _gallery(self, found: Shortcode) -> str:
        given = found.attributes.get("ids") or found.attributes.get("include") or ""
        left_out = set(re.findall(r"\d+", found.attributes.get("exclude", "")))
        wanted = re.findall(r"\d+", given) or self._library.attachments_of(found.attributes.get("id") or self._item.id)
        pictures = [shown for old_id in wanted if old_id not in left_out and (shown := self._library.picture(old_id))]
        if not pictures:
            self._say(_("A gallery without any picture in the export was left out"))
            return ""
        inside = [figures.figure(figures.image(shown), escape(shown.caption)) for shown in pictures]
        return "\n\n" + figures.gallery(inside) + "\n\n"

    def _playlist(self, found: Shortcode) -> str:
        files = [self._library.by_id(old_id) for old_id in re.findall(r"\d+", found.attributes.get("ids", ""))]
        return "".join(self._played(shown) for shown in files if shown and not shown.is_picture)

    def _played(self, shown: figures.Shown) -> str:
        if shown.kind in {"audio", "video"}:
            return "\n\n" + figures.figure(figures.player(shown, shown.kind), escape(shown.caption)) + "\n\n"
        return "\n\n" + figures.file_link(shown) + "\n\n"

    def _embed(self, found: Shortcode) -> str | None:
        address = (found.content.strip() or found.first("src", "url", "id")).replace("&amp;", "&")
        if found.name != "embed" and not address.startswith(("http:", "https:")):
            address = f"https://{'youtu.be' if found.name == 'youtube' else 'vimeo.com'}/{address}"
        if not address.startswith(("http:", "https:")):
            return None
        if not embeds.parse(address):
            self._say(_("Something embedded from another site became a link"))
        return "\n\n" + figures.embed(address) + "\n\n"

    def _player(self, found: Shortcode) -> str | None:
        address = found.first("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "mov", "flv", "wmv")
        if not address:
            # With no file named it is the first that was uploaded to the post.
            own = [self._library.by_id(old_id) for old_id in self._library.attachments_of(self._item.id)]
            first = next((shown for shown in own if shown and shown.kind == found.name), None)
            return self._played(first) if first else None
        address = address.partition("|")[0]
        if (shown := self._links.file_at(address)) and not shown.is_picture:
            return self._played(shown)
        if embeds.parse(address) or not address.startswith(("http:", "https:", "/")):
            return self._embed(Shortcode("embed", {}, [address], ""))
        # It stays where it is, so its address must stay whole: as a link of the text it would lose the old domain.
        return f'\n\n<{found.name} src="{escape(address)}"></{found.name}>\n\n'

    def _code(self, found: Shortcode) -> str | None:
        return f"<pre><code>{escape(found.content.strip())}</code></pre>" if found.content else None
