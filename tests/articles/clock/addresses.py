"""Every address that readers may ask for. Those without parameters crawl themselves; others must be decided here."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

FORMS = ("", "atom/", "json/")
ON_NOTHING: tuple[str, ...] = ()  # it never tells of an article
DISCUSSION = ("discussion/<int:article_id>/", "discussion/comment/<int:comment_id>/")

# What stands for the parameters: numbers and versions are those of the article that is hidden.
DECIDED: dict[str, tuple[str, ...]] = {
    "<top:category>/<words:slug>/": (
        *("/news/vellumgate/", "/politics/vellumgate/", "/news/formergate/"),
        *("/news/harbour-opens/", "/news/harbour-0/", "/news/harbour-11/"),
    ),
    "<top:category>/<words:slug>/changes/": ("/news/vellumgate/changes/", "/news/harbour-opens/changes/"),
    "<top:slug>/": ("/news/", "/videos/", "/coastline/", "/politics/"),
    "<top:slug>/feed/": ("/news/feed/", "/videos/feed/", "/coastline/feed/"),
    "<top:slug>/feed/<form:form>/": ("/news/feed/atom/", "/news/feed/json/", "/coastline/feed/json/"),
    "archive/<year:year>/": ("/archive/2026/",),
    "archive/<year:year>/<month:month>/": ("/archive/2026/11/", "/archive/2026/10/"),
    "author/<words:slug>/": ("/author/dana-whitlock/", "/author/marisol-trenchard/"),
    "author/<words:slug>/feed/": ("/author/dana-whitlock/feed/", "/author/marisol-trenchard/feed/"),
    "author/<words:slug>/feed/<form:form>/": (
        *("/author/dana-whitlock/feed/atom/", "/author/dana-whitlock/feed/json/"),
        *("/author/marisol-trenchard/feed/atom/", "/author/marisol-trenchard/feed/json/"),
    ),
    "tag/<words:slug>/": ("/tag/ferries/", "/tag/ferrocline/"),
    "tag/<words:slug>/feed/": ("/tag/ferries/feed/", "/tag/ferrocline/feed/"),
    "tag/<words:slug>/feed/<form:form>/": ("/tag/ferries/feed/atom/", "/tag/ferrocline/feed/json/"),
    "corrections/feed/<form:form>/": ("/corrections/feed/atom/", "/corrections/feed/json/"),
    "feed/<form:form>/": ("/feed/atom/", "/feed/json/"),
    "latest/feed/<form:form>/": ("/latest/feed/atom/", "/latest/feed/json/"),
    "sitemap-articles-<year:year>-<month:month>-<int:part>.xml": (
        *("/sitemap-articles-2026-11-1.xml", "/sitemap-articles-2026-10-1.xml"),
    ),
    "sitemap-authors-<int:part>.xml": ("/sitemap-authors-1.xml",),
    "media/pictures/<int:picture_id>/<words:version>/<rendition:name>": (
        *("{lead_picture}", "{body_picture}", "{social_picture}", "{author_picture}", "{other_width}"),
    ),
    "media/files/<int:media_file_id>/<words:version>/": ("{document}",),
    "discussion/<int:article_id>/": ("/discussion/{article}/",),
    "discussion/<int:article_id>/changes.json": ("/discussion/{article}/changes.json",),
    "discussion/<int:article_id>/comments.json": ("/discussion/{article}/comments.json",),
    "discussion/<int:article_id>/feed/": ("/discussion/{article}/feed/",),
    "discussion/<int:article_id>/feed/<form:form>/": tuple(
        f"/discussion/{{article}}/feed/{form}" for form in FORMS[1:]
    ),
    "discussion/comment/<int:comment_id>/": ("/discussion/comment/{comment}/",),
    "discussion/comment/<int:comment_id>/changes/": ("/discussion/comment/{comment}/changes/",),
    "discussion/comment/<int:comment_id>/comments.json": ("/discussion/comment/{comment}/comments.json",),
    "comments/<int:article_id>/draft/": ("/comments/{article}/draft/",),
    "comments/<int:article_id>/error/": ("/comments/{article}/error/?quote=Thistlewick",),
    "comments/<int:article_id>/marks.json": ("/comments/{article}/marks.json",),
    "comments/<int:article_id>/write/": ("/comments/{article}/write/",),
    **{
        f"comments/<int:comment_id>/{act}": (f"/comments/{{comment}}/{act}",)
        for act in ("", "appeal/", "edit/", "ignore/", "mute/", "recommend/", "remove/", "report/")
    },
    "comments/sent/<int:comment_id>/": ("/comments/sent/{comment}/",),
    # These are about people, or open only with a secret that was sent to somebody.
    "comments/sanctions/<int:sanction_id>/appeal/": ON_NOTHING,
    "comments/unsubscribe/<str:token>/": ON_NOTHING,
    "discussion/transparency/<year:year>-<month:month>/": ON_NOTHING,
    "media/portraits/<int:user_id>/<slug:version>.webp": ON_NOTHING,
    "accounts/2fa/lost/stop/<str:link>/": ON_NOTHING,
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": ON_NOTHING,
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": ON_NOTHING,
    "accounts/invitation/<str:link>/": ON_NOTHING,
    "accounts/sessions/<int:pk>/end/": ON_NOTHING,
}
# Signed links to unpublished texts: tests/articles/test_preview_links.py.
OF_PREVIEWS = "preview/<str:token>/"
FURTHER = (
    *("/search/?q=Quillhaven", "/search/?q=Thistlewick", "/search/?q=harbour", "/search/?q=Ferrocline"),
    *("/search/suggestions/?q=quill", "/search/suggestions/?q=ferro", "/search/suggestions/?q=marisol"),
    *("/no-such-page/", "/old/quillpath/", "/?p=4711"),
)
SIGNED_IN = ("/accounts/", "/comments/", "/notifications/")
# It ends what is being tried.
NOT_ASKED = {"accounts/logout/"}


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, address)
        elif not address.startswith(("admin/", OF_PREVIEWS)):
            yield address.removeprefix("^").removesuffix("$")


def undecided() -> list[str]:
    return sorted(each for each in set(patterns()) if re.search(r"[<(\[\\]", each) and each not in DECIDED)


def every(numbers: dict[str, Any]) -> list[str]:
    plain = {f"/{each}" for each in set(patterns()) - NOT_ASKED if not re.search(r"[<(\[\\]", each)}
    named = {each.format(**numbers) for addresses in DECIDED.values() for each in addresses}
    return sorted(plain | named | set(FURTHER))
