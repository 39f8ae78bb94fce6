"""Puts the demo's authors, articles, pictures and comments where they are missing, and touches nothing else."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from articles import publishing, readership, renditions
from articles.models import Article, Author, Byline, Category, Picture
from articles.revisions import Credit
from newsroom.demo.discussion import add_comments
from newsroom.demo.pictures import studio
from newsroom.demo.readers import add_readers
from newsroom.demo.reading import PictureOrder, Text, texts
from newsroom.models import AdSlot, Placement, Site

CREDIT, LICENCE = "Illustration: Newsroom demo", "CC0 1.0"
FIGURE = re.compile(r"\[figure (\d)\]")
DAY = re.compile(r"\{(day|date)([+-]\d+)?\}")
IN_TEXT = 0.75  # pictures in the text never stand as wide as the lead picture
Drawings = dict[str, Future[studio.Drawn]]
HOUSE_SLOT, HOUSE_PICTURE = "article-side", "market gold"
HOUSE_LABEL = "Your notice could stand here, in front of everyone who reads the county’s news. See formats and rates."
NAMEPLATE = {
    "name": "The Wendle Ledger",
    "tagline": "Port Wendle and the county, every morning",
    "description": "News, politics, guns and film from an invented county: the demonstration site of Newsroom.",
    "owner": "The Wendle Ledger (a demonstration)",
    "social_links": [
        {"name": "Mastodon", "url": "https://mastodon.example/@wendleledger"},
        {"name": "YouTube", "url": "https://video.example/wendleledger"},
    ],
}


class Added(NamedTuple):
    authors: int
    articles: int
    pictures: int
    comments: int
    named: int

    def __bool__(self) -> bool:
        return any(self)


def foreign_articles() -> int:
    """How many articles the site has that are not the demo's."""
    return Article.objects.exclude(slug__in=[text.slug for text in texts("texts")]).count()


@transaction.atomic
def seed(scale: float = 1.0) -> Added:
    """Adds what is missing, all or nothing. `scale` below 1 draws smaller pictures, which is quicker."""
    now, pictures = timezone.now(), Picture.objects.count()
    authors = [text for text in texts("authors") if not _is_here(Author, text.slug)]
    articles = [text for text in texts("texts") if not _is_here(Article, text.slug)]
    with ThreadPoolExecutor(max_workers=2) as threads:  # draws on while what is drawn is stored
        drawings = {
            seed: threads.submit(
                studio.draw, order.scene, seed, scale if order is text.pictures[0] else scale * IN_TEXT
            )
            for text in [*authors, *articles]
            for seed, order in _orders(text)
        }
        for text in authors:
            _add_author(text, drawings)
        comments = sum(add_comments(_add_article(text, now, drawings), now) for text in articles)
    readership.rank()
    _add_house_advertisement(scale)
    pictures = Picture.objects.count() - pictures
    return Added(len(authors), len(articles), pictures, comments, _name_the_site())


def _orders(text: Text) -> Iterator[tuple[str, PictureOrder]]:
    """Each picture of a text with the seed that makes it differ from all others."""
    return ((f"{text.slug}-{number}", order) for number, order in enumerate(text.pictures))


def _is_here(model: type[Article] | type[Author], slug: str) -> bool:
    return model._default_manager.filter(slug=slug).exists()


def _name_the_site() -> int:
    site = Site.current()
    if site.name != Site._meta.get_field("name").default:
        return 0
    for name, value in NAMEPLATE.items():
        setattr(site, name, value)
    site.save()
    return 1


def _add_author(text: Text, drawings: Drawings) -> None:
    head = text.head
    Author.objects.create(
        name=head["name"],
        slug=text.slug,
        kind=head.get("kind", Author.Kind.PERSON),
        job_title=head["job"],
        bio=text.body,
        picture=_add_pictures(text, drawings)[0],
    )


def _add_house_advertisement(scale: float) -> None:
    """One, unless the site has advertisements of its own: it shows what a filled place looks like."""
    slot = AdSlot.objects.filter(name=HOUSE_SLOT, placements=None).first()
    if not slot:
        return
    order = PictureOrder(HOUSE_PICTURE, "Market stalls under awnings in the late sun.", "")
    picture = _add_picture(
        order, studio.draw(order.scene, "house-advertisement", scale * IN_TEXT), "house-advertisement"
    )
    Placement.objects.create(slot=slot, picture=picture, link="/advertise/", label=HOUSE_LABEL)


def _add_pictures(text: Text, drawings: Drawings) -> list[Picture]:
    return [_add_picture(order, drawings[seed].result(), seed) for seed, order in _orders(text)]


def _add_picture(order: PictureOrder, drawn: studio.Drawn, seed: str) -> Picture:
    picture = Picture(
        alt=order.alt,
        caption=order.caption,
        credit=CREDIT,
        licence=LICENCE,
        title=f"{order.scene} ({seed})",
        focal_x=drawn.focus[0],
        focal_y=drawn.focus[1],
    )
    return renditions.store_original(picture, drawn.content)


def _add_article(text: Text, now: datetime, drawings: Drawings) -> Article:
    head, moment = text.head, now - timedelta(hours=float(text.head.get("hours_ago", 0)))
    updated = head.get("updated_hours_ago")
    pictures = _add_pictures(text, drawings)
    article = Article(
        headline=head["headline"],
        standfirst=head["standfirst"],
        kicker=head.get("kicker", ""),
        slug=text.slug,
        body=_body(text, pictures, moment),
        article_type=head.get("type", Article.Type.NEWS),
        category=Category.objects.get(slug=head["category"]),
        lead_picture=pictures[0],
        created_at=moment - timedelta(hours=5),
        updated_at=now - timedelta(hours=float(updated)) if updated else None,
        embargo_until=moment if "embargo" in head else None,
        is_pinned="pinned" in head,
        is_sponsored="sponsored" in head,
        notes=head.get("notes", ""),
        comments_policy=head.get("comments", Article.CommentsPolicy.OPEN),
        **_source(head),
        **_video(head),
    )
    publishing.save(article, by=None, bylines=_credits(text), tags=text.words("tags"))
    _move(article, head.get("status", "published"), moment)
    add_readers(article, now)
    return article


def _source(head: dict[str, str]) -> dict[str, str]:
    return {name: head.get(name, "") for name in ("source_name", "source_url", "source_licence")}


def _video(head: dict[str, str]) -> dict[str, str | int | None]:
    if "video" not in head:
        return {}
    provider, number, seconds = head["video"].split()
    return {"video_provider": provider, "video_id": number, "video_seconds": int(seconds)}


def _credits(text: Text) -> list[Credit]:
    roles = {"authors": Byline.Role.AUTHOR, "film": Byline.Role.VIDEOGRAPHER, "help": Byline.Role.CONTRIBUTOR}
    return [Credit(Author.objects.get(slug=slug), role) for line, role in roles.items() for slug in text.words(line)]


def _body(text: Text, pictures: list[Picture], moment: datetime) -> str:
    """The text with its figures in place and its days named after the day it appears."""

    def figure(match: re.Match[str]) -> str:
        picture = pictures[int(match.group(1))]
        image = f'<img src="{picture.url}" alt="{escape(picture.alt)}" data-picture="{picture.pk}">'
        return f"<figure>{image}<figcaption>{escape(picture.caption)} {escape(CREDIT)}.</figcaption></figure>"

    def day(match: re.Match[str]) -> str:
        that = timezone.localtime(moment) + timedelta(days=int(match.group(2) or 0))
        return f"{that:%A}" if match.group(1) == "day" else f"{that.day} {that:%B}"

    return DAY.sub(day, FIGURE.sub(figure, text.body))


def _move(article: Article, status: str, moment: datetime) -> None:
    if status == "published":
        publishing.publish(article, by=None, at=moment)
    elif status == "scheduled":
        publishing.schedule(article, by=None, at=moment)
    elif status == "in_review":
        publishing.submit(article, by=None)
