"""Which pictures, files and tags somebody at the desk may see: what lies ready, but not what others’ drafts show."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from taggit.models import Tag

from articles import permissions, waiting
from articles.models import Article, ArticleTag, MediaFile, Picture
from articles.models.article import ArticleQuerySet
from articles.permissions import OTHERS, Person


def pictures(user: Person) -> QuerySet[Picture]:
    found = Picture.objects.all()
    if user.has_perm(OTHERS):
        return found
    ready = ~_with_picture(Article.objects.all()) & ~Q(pk__in=_waiting(user, "pictures"))
    return found.filter(ready | _with_picture(permissions.seen(user)))


def media_files(user: Person) -> QuerySet[MediaFile]:
    found = MediaFile.objects.all()
    if user.has_perm(OTHERS):
        return found
    ready = ~_with_file(Article.objects.all()) & ~Q(pk__in=_waiting(user, "files"))
    return found.filter(ready | _with_file(permissions.seen(user)))


def tags(user: Person, found: QuerySet[Tag]) -> QuerySet[Tag]:
    if user.has_perm(OTHERS):
        return found
    return found.filter(~_with_tag(Article.objects.all()) | _with_tag(permissions.seen(user)))


def _waiting(user: Person, what: str) -> set[int]:
    """What only other people's unpublished changes show."""
    own = set(permissions.own(user).exclude(working_copy=None).values_list("pk", flat=True))
    theirs, mine = set[int](), set[int]()
    for pk, used in waiting.uses(Article.objects.all()):
        (mine if pk in own else theirs).update(getattr(used, what))
    return theirs - mine


def _with_picture(articles: ArticleQuerySet) -> Q:
    """From the picture to its articles, each by an index: the other way round reads every article."""
    this = Exists(articles.order_by().filter(pk=OuterRef("article")))
    in_body = Article.body_pictures.through.objects.filter(this, picture=OuterRef("pk"))
    leads = articles.order_by().filter(lead_picture=OuterRef("pk"))
    shared = articles.order_by().filter(social_picture=OuterRef("pk"))
    return Q(Exists(leads)) | Q(Exists(shared)) | Q(Exists(in_body))


def _with_file(articles: ArticleQuerySet) -> Q:
    this = Exists(articles.order_by().filter(pk=OuterRef("article")))
    in_body = Article.body_files.through.objects.filter(this, mediafile=OuterRef("pk"))
    return Q(Exists(articles.order_by().filter(video_file=OuterRef("pk")))) | Q(Exists(in_body))


def _with_tag(articles: ArticleQuerySet) -> Q:
    this = Exists(articles.order_by().filter(pk=OuterRef("content_object")))
    return Q(Exists(ArticleTag.objects.filter(this, tag=OuterRef("pk"))))
