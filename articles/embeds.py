"""Videos of other platforms: which addresses we know, without asking anyone on the network."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Embed(NamedTuple):
    provider: str  # a value of Article.VideoProvider
    video_id: str

    @property
    def platform(self) -> str:
        return NAMES[self.provider]

    @property
    def player(self) -> str:
        """The address of the platform's player in the form that keeps least of who watches."""
        return PLAYERS[self.provider].format(self.video_id)


NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}
PLAYERS = {
    "youtube": "https://www.youtube-nocookie.com/embed/{}?autoplay=1&rel=0",
    "vimeo": "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
}
YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com"}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
YOUTUBE_ID = re.compile(r"[\w-]{11}\Z", re.ASCII)
VIMEO_ID = re.compile(r"\d{4,12}\Z", re.ASCII)


def parse(url: str) -> Embed | None:
    """The video an address leads to, or None. Any spelling the platforms hand out: watch, share, embed, shorts."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host, path = (parts.hostname or "").lower(), [step for step in parts.path.split("/") if step]
    if parts.scheme not in {"http", "https"} or not host:
        return None
    if host == "youtu.be":
        candidate = path[0] if path else ""
    elif host in YOUTUBE_HOSTS:
        in_path = len(path) > 1 and path[0] in {"embed", "shorts", "live", "v"}
        candidate = path[1] if in_path else parse_qs(parts.query).get("v", [""])[0]
    elif host in VIMEO_HOSTS:
        number = next((step for step in reversed(path) if VIMEO_ID.match(step)), "")
        return Embed("vimeo", number) if number else None
    else:
        return None
    return Embed("youtube", candidate) if YOUTUBE_ID.match(candidate) else None
