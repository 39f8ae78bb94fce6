"""Which pictures and files somebody at the desk may see: all that lie ready, but not those of other people's drafts."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles import permissions
from articles.models import Article, MediaFile, Picture
from articles.models.article import ArticleQuerySet
from articles.permissions import OTHERS, Person


def pictures(user: Person) -> QuerySet[Picture]:
    found = Picture.objects.all()
    if user.has_perm(OTHERS):
        return found
    return found.filter(~_with_picture(Article.objects.all()) | _with_picture(permissions.seen(user)))


def media_files(user: Person) -> QuerySet[MediaFile]:
    found = MediaFile.objects.all()
    if user.has_perm(OTHERS):
        return found
    return found.filter(~_with_file(Article.objects.all()) | _with_file(permissions.seen(user)))


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
