"""Who at the desk may see and change what readers do not see yet.

A draft belongs to whoever began it, is assigned to it or is named in its byline, and to those who may work on the
drafts of others. Every view of the desk asks these, object by object; nothing asks for a role.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts import second_factor, sessions
from accounts.models import User
from articles.models import Article, Byline
from articles.models.article import ArticleQuerySet
from articles.models.visible import readers_see

SEES = ("articles.view_article", "articles.add_article", "articles.change_article")
OTHERS = "articles.work_on_others_article"
Person = User | AnonymousUser


def sees_unpublished(user: Person) -> bool:
    """Some of it. Asked where accounts/middleware.py has seen to the second factor and the session: below /admin/."""
    return user.is_staff and any(user.has_perm(permission) for permission in SEES)


def may_be_sent_unpublished(request: HttpRequest) -> bool:
    """The same for addresses that are public otherwise, where nothing was seen to before."""
    user = request.user
    return (
        isinstance(user, User)
        and sees_unpublished(user)
        and not second_factor.is_missing(user)
        and not sessions.is_over(user, request.session.session_key)
    )


def workable(user: Person) -> ArticleQuerySet:
    """Those whose working copy, history and remarks somebody may read; and change, who may change articles at all."""
    articles = Article.objects.all()
    if not sees_unpublished(user):
        return articles.none()
    return articles if user.has_perm(OTHERS) else own(user)


def seen(user: Person) -> ArticleQuerySet:
    """Those in somebody's list of articles: the workable, and what readers see anyway."""
    articles = Article.objects.all()
    if not sees_unpublished(user):
        return articles.none()
    return articles if user.has_perm(OTHERS) else articles.filter(_own(user) | readers_see())


def may_work_on(user: Person | None, article: Article) -> bool:
    """None is the site itself, which may do everything."""
    return user is None or workable(user).filter(pk=article.pk).exists()


def may_see(user: Person | None, article: Article) -> bool:
    return user is None or seen(user).filter(pk=article.pk).exists()


def may_write(user: Person | None, article: Article) -> bool:
    """Save a text for it, which for what is live means a working copy."""
    return user is None or (user.has_perm("articles.change_article") and may_work_on(user, article))


def own(user: Person) -> ArticleQuerySet:
    """Begun by somebody, assigned to them, or under their name."""
    return Article.objects.filter(_own(user))


def unpublished(user: Person) -> Q:
    """What is left of `seen` where readers see none: a condition by keys, for lists of what few articles are."""
    return Q() if user.has_perm(OTHERS) else Q(pk__in=keys_of_own(user))


def keys_of_own(user: Person) -> QuerySet[Any, Any]:
    """For lists: found by three indexes, where `own` would have databases look at every article for each of three."""
    articles, bylines = Article.objects.order_by(), Byline.objects.order_by()
    begun, assigned = articles.filter(created_by=user.pk).values("pk"), articles.filter(assigned_to=user.pk)
    return begun.union(assigned.values("pk"), bylines.filter(author__user=user.pk).values("article"))


def is_own(user: Person, article: Article) -> bool:
    """What `workable` says of one row whose bylines are at hand."""
    authors = [byline.author.user_id for byline in article.bylines.all()]
    return user.has_perm(OTHERS) or user.pk in {article.created_by_id, article.assigned_to_id, *authors}


def _own(user: Person) -> Q:
    bylines = Byline.objects.order_by().filter(author__user=user.pk)
    return Q(created_by_id=user.pk) | Q(assigned_to_id=user.pk) | Q(pk__in=bylines.values("article"))
