"""What an article is, for machines: who wrote it when, where its text has its home, and the video if it is one."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from taggit.models import Tag

from articles.models import Article, Byline, Correction
from articles.site_url import absolute
from articles.structured_data import (
    Node,
    Publication,
    Step,
    breadcrumb,
    filled,
    images,
    moment,
    person,
    publisher,
    publisher_id,
    steps_to,
)
from articles.watching import is_main_thing, player_address

KINDS = {
    Article.Type.ANALYSIS: "AnalysisNewsArticle",
    Article.Type.OPINION: "OpinionNewsArticle",
    Article.Type.PRESS_RELEASE: "Article",  # nobody reported it
}
PROPERTIES = {
    Byline.Role.AUTHOR: "author",
    Byline.Role.EDITOR: "editor",
    Byline.Role.TRANSLATOR: "translator",
}


def graph(article: Article, publication: Publication, tags: Sequence[Tag], *, about: str, canonical: str) -> list[Node]:
    """`about` and `canonical` are those of the page's head."""
    told = _article(article, tags, about, canonical)
    trail = [*steps_to(article.category), Step(article.headline)]
    nodes = [told, breadcrumb(trail), publisher(publication)]
    if is_main_thing(article) and told["image"]:
        video = _video(article, about, canonical)
        told["video"] = {"@id": video["@id"]}
        nodes.append(video)
    return nodes


def modified_at(article: Article) -> Any:
    """When readers were last told something new: a corrected comma is none, a correction is."""
    told = [article.updated_at if article.shows_update else article.published_at]
    return max(filter(None, told + [each.changed_at for each in article.told_corrections]), default=None)


def _article(article: Article, tags: Sequence[Tag], about: str, canonical: str) -> Node:
    return {
        "@type": KINDS.get(Article.Type(article.article_type), "NewsArticle"),
        "@id": f"{absolute(article.get_absolute_url())}#article",
        "mainEntityOfPage": canonical,
        "headline": article.headline,
        "description": about,
        "image": images(article.lead_picture),
        "datePublished": moment(article.published_at),
        "dateModified": moment(modified_at(article)),
        **_people(article),
        "publisher": {"@id": publisher_id()},
        "articleSection": article.category.name,
        "keywords": [tag.name for tag in tags],
        "inLanguage": get_language(),
        "wordCount": article.word_count,
        "commentCount": article.comment_count or None,
        "isAccessibleForFree": True,
        "correction": [_correction(each) for each in article.told_corrections if not each.withdrawn_at],
        **_source(article),
    }


def _people(article: Article) -> Node:
    """An article without bylines is the publication's own."""
    people: dict[str, list[Node]] = {"author": []}
    for byline in article.bylines.all():
        people.setdefault(PROPERTIES.get(Byline.Role(byline.role), "contributor"), []).append(person(byline.author))
    people["author"] = people["author"] or [{"@id": publisher_id()}]
    return people


def _correction(correction: Correction) -> Node:
    return filled(
        {
            "@type": "CorrectionComment",
            "@id": absolute(correction.get_absolute_url()),
            "name": correction.get_type_display(),
            "text": f"{correction.place}: {correction.text}" if correction.place else correction.text,
            "datePublished": moment(correction.created_at),
            "author": {"@id": publisher_id()},
        }
    )


def _source(article: Article) -> Node:
    if not article.is_republished:
        return {}
    source: Node = {"@type": "CreativeWork", "url": article.source_url}
    if article.source_name:
        source["publisher"] = {"@type": "Organization", "name": article.source_name}
    licence = article.source_licence if article.source_licence.startswith("https://") else ""
    return {"isBasedOn": filled(source), "license": licence}


def _video(article: Article, about: str, canonical: str) -> Node:
    seconds = article.video_seconds
    return {
        "@type": "VideoObject",
        "@id": f"{absolute(article.get_absolute_url())}#video",
        "name": article.headline,
        "description": about,
        "thumbnailUrl": [image["url"] for image in images(article.lead_picture)],
        "uploadDate": moment(article.published_at),
        "duration": f"PT{seconds // 60}M{seconds % 60}S" if seconds else None,
        "embedUrl": player_address(article),
        "contentUrl": absolute(article.video_url) if article.video_file else None,
        "publisher": {"@id": publisher_id()},
    }
