"""An article with a word of its own in every place, and others beside it that everybody may see all the while."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from taggit.models import Tag

from accounts.models import User
from articles import addresses, readership
from articles.models import (
    Article,
    Author,
    Category,
    Correction,
    Follow,
    MediaFile,
    Readership,
    RelatedPin,
    SavedArticle,
)
from articles.revisions import Credit
from comments.models import Comment
from newsroom.models import Menu, MenuItem
from tests.comments.said import say
from tests.conftest import account
from tests.pictures import stored

MOMENT = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # half past one in New York, in the night the clocks go back
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WORDS = (
    "Quillhaven Oxmoorline Brambletide Thistlewick vellumgate formergate quillpath Trenchard Ferrocline Lanternfish "
    "Duskwater Creditbury Pellucidar Socialbourne Crowmarket Seodescribed Sourcewell Gannetry Erratumford "
    "Placenote dQw4w9WgXcQ Documentary Sponsorfen"
).split()
PATH = "/news/vellumgate/"


@dataclass
class Stage:
    article: Article
    comment: Comment
    follower: User
    commenter: User
    numbers: dict[str, Any] = field(default_factory=dict)


def others(published: Callable[..., Article], author: Author) -> tuple[User, User]:
    """What is visible before and after, and who reads it."""
    politics = Category.objects.get_or_create(slug="politics", defaults={"name": "Politics"})[0]
    Category.objects.get_or_create(slug="coastline", defaults={"name": "Coastline"})
    for number in range(12):
        other = published(
            f"Harbour {number}",
            at=MOMENT - 3 * DAY - number * DAY,
            category=politics if number % 3 == 0 else Category.objects.get(slug="news"),
            bylines=[Credit(author)],
            tags=["Ferries"] if number % 2 else ["Docks"],
        )
        Readership.objects.add(other.pk, (MOMENT - 2 * DAY).date())
    published("Harbour opens", at=MOMENT - 2 * DAY, tags=["Ferries"], bylines=[Credit(author)])
    readership.rank()
    follower, commenter = (account(f"{name}@example.org", display_name=name) for name in ("Fola", "Comfort"))
    Follow.objects.create(user=follower, tag=Tag.objects.get(name="Ferries"))
    Follow.objects.create(user=follower, author=author)
    return follower, commenter


def hide(draft: Callable[..., Article], author: Author, follower: User, commenter: User) -> Stage:
    """A draft with everything on it; the tests then say when it is to be seen."""
    pictures = {
        name: stored(colour=(10 * place, 20, 30), alt=f"Lanternfish {name}", caption="Duskwater", credit="Creditbury")
        for place, name in enumerate(("lead", "body", "social", "author"))
    }
    document = MediaFile(
        kind=MediaFile.Kind.DOCUMENT, title="Documentary", content_hash="ab" * 32, media_type="text/plain"
    )
    document.file.save("x.txt", ContentFile(b"Thistlewick in a file"), save=True)
    own = Author.objects.create(
        name="Marisol Trenchard", slug="marisol-trenchard", bio="Trenchard", picture=pictures["author"]
    )
    body = (
        f'<p>Thistlewick stands.</p><figure><img src="{pictures["body"].url}" alt="Lanternfish"></figure>'
        f'<p><a href="{document.url}">Documentary</a></p>'
    )
    article = draft(
        "Quillhaven runs aground",
        slug="vellumgate",
        kicker="Oxmoorline",
        standfirst="Brambletide rises.",
        body=body,
        category=Category.objects.get(slug="news"),
        tags=["Ferries", "Ferrocline"],
        bylines=[Credit(own), Credit(author)],
        lead_picture=pictures["lead"],
        social_picture=pictures["social"],
        social_title="Pellucidar",
        social_description="Socialbourne",
        seo_title="Crowmarket",
        seo_description="Seodescribed " * 5,
        source_name="Sourcewell",
        source_url="https://sourcewell.example/",
        video_provider="youtube",
        video_id="dQw4w9WgXcQ",
        is_pinned=True,
    )
    harbour = Article.objects.get(slug="harbour-opens")
    RelatedPin.objects.create(article=harbour, related=article)
    menu = Menu.objects.get_or_create(slug="main", defaults={"name": "main"})[0]
    MenuItem.objects.create(menu=menu, article=article, label="Quillhaven in the menu")
    SavedArticle.objects.create(user=follower, article=article)
    Readership.objects.bulk_create([Readership(article=article, day=(MOMENT - 2 * DAY).date(), count=99)])
    readership.rank()
    addresses.lead_on("/news/formergate", article)
    addresses.lead_on("/old/quillpath", article)
    addresses.lead_on("/?p=4711", article)
    comment = say(article, "Gannetry, I say.", user=commenter)
    Correction.objects.create(
        article=article, text="Erratumford was wrong.", place="Placenote", created_at=MOMENT - 2 * DAY
    )
    numbers = {
        "article": article.pk,
        "comment": comment.pk,
        "document": document.url,
        **{f"{name}_picture": picture.url for name, picture in pictures.items()},
        "other_width": pictures["lead"].rendition_url("wide-640.avif"),
    }
    return Stage(article, comment, follower, commenter, numbers)
