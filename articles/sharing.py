"""Where readers pass an article on: plain links, which tell nobody anything before they are followed."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from articles.models import Article
from articles.site_url import absolute


class Share(NamedTuple):
    icon: str
    words: str
    address: str


def links(article: Article) -> list[Share]:
    address, headline = absolute(article.get_absolute_url()), article.headline
    both = f"{headline}\n\n{address}"
    return [
        Share("facebook", _("Share on Facebook"), _with("https://www.facebook.com/sharer/sharer.php", u=address)),
        Share("x", _("Share on X"), _with("https://x.com/intent/tweet", url=address, text=headline)),
        # Programs for mail take + literally.
        Share(
            "mail", _("Send by e-mail"), f"mailto:?{urlencode({'subject': headline, 'body': both}, quote_via=quote)}"
        ),
        Share("whatsapp", _("Send with WhatsApp"), _with("https://wa.me/", text=f"{headline} {address}")),
        Share("reddit", _("Share on Reddit"), _with("https://www.reddit.com/submit", url=address, title=headline)),
    ]


def _with(place: str, **said: str) -> str:
    return f"{place}?{urlencode(said)}"
