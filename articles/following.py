"""Following categories, tags and authors, and the articles that this brings a reader."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from taggit.models import Tag

from accounts.models import User
from articles.listings import VIDEO_LIST
from articles.models import Article, ArticleTag, Author, Byline, Category, Follow
from articles.models.article import ArticleQuerySet
from articles.models.follow import KINDS, Followed

MOST = 200


class FollowsTooMany(Exception):
    """Every one of them is looked for on each visit."""


def followable(kind: str, key: int) -> Followed | None:
    """What readers can see a page of: the name of a tag or an author may tell what is in preparation."""
    visible = Article.objects.visible()
    if kind == "category":
        return Category.objects.filter(pk=key).first()
    if kind == "tag":
        tagged = ArticleTag.objects.filter(tag=OuterRef("pk"), content_object__in=visible)
        return Tag.objects.filter(Exists(tagged), pk=key).first()
    written = Byline.objects.filter(author=OuterRef("pk"), article__in=visible)
    return Author.objects.filter(Exists(written), pk=key).first()


def follow(followed: Followed, *, by: User) -> bool:
    """False if they did already. Raises FollowsTooMany."""
    kind = next(kind for kind, model in KINDS.items() if isinstance(followed, model))
    with transaction.atomic():
        user = User.objects.locked(by)
        if Follow.objects.of(user).filter(**{kind: followed}).exists():
            return False
        if Follow.objects.of(user).count() >= MOST:
            raise FollowsTooMany
        Follow.objects.create(user=user, **{kind: followed})
    return True


def unfollow(kind: str, key: int, *, by: User) -> bool:
    """Also what has no page any more. False if they did not follow it."""
    deleted, _per_model = Follow.objects.of(by).filter(**{kind: key}).delete()
    return bool(deleted)


@dataclass(frozen=True)
class Following:
    """What a reader follows, and how to tell which of it an article belongs to."""

    follows: list[Follow]
    parts: dict[int, set[int]]  # of each followed category, its key and those of everything in it

    @classmethod
    def of(cls, user: User) -> "Following":
        follows = list(Follow.objects.of(user).with_followed())
        return cls(follows, _parts({each.category_id for each in follows if each.category_id}))

    def articles(self) -> ArticleQuerySet:
        """Each once, however many follows lead to it. No joins: they would bring one several times."""
        categories = {key for parts in self.parts.values() for key in parts}
        tagged = ArticleTag.objects.filter(tag__in=self._keys("tag")).values("content_object")
        written = Byline.objects.filter(author__in=self._keys("author")).values("article")
        wanted = Q(category__in=categories) | Q(pk__in=tagged) | Q(pk__in=written)
        if any(each.category and each.category.slug == VIDEO_LIST for each in self.follows):
            wanted |= ~Q(video_provider="")
        return Article.objects.visible().filter(wanted)

    def that_bring(self, article: Article) -> list[Follow]:
        """`article` comes with its tags and bylines."""
        tags = {item.tag_id for item in article.tagged_items.all()}
        authors = {byline.author_id for byline in article.bylines.all()}
        return [
            each
            for each in self.follows
            if article.category_id in self.parts.get(each.category_id or 0, ())
            or each.tag_id in tags
            or each.author_id in authors
            or (article.video_provider and each.category and each.category.slug == VIDEO_LIST)
        ]

    def _keys(self, kind: str) -> list[int]:
        return [key for each in self.follows if (key := getattr(each, f"{kind}_id"))]


def _parts(categories: set[int]) -> dict[int, set[int]]:
    """Each with everything that is part of it, at any depth; in one query for all."""
    pairs = list(Category.objects.exclude(parent=None).values_list("pk", "parent")) if categories else []
    found = {}
    for category in categories:
        parts = {category}
        while more := {pk for pk, parent in pairs if parent in parts and pk not in parts}:
            parts |= more
        found[category] = parts
    return found
