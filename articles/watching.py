"""Where a video is watched, as machines are told it."""

from articles.embeds import Embed
from articles.models import Article

OUR_OWN = Article.VideoProvider.FILE


def is_main_thing(article: Article) -> bool:
    """Whether the page is there to watch the video on, and not to read an article that has one too."""
    return article.has_video and article.article_type == Article.Type.VIDEO


def player_address(article: Article) -> str:
    """Of the platform's player, without what says how it behaves in our pages; empty for a file of our own."""
    if not article.has_video or article.video_provider == OUR_OWN:
        return ""
    return Embed(article.video_provider, article.video_id).player.partition("?")[0]
