"""What a reader does not want to see or hear of: somebody's comments, or the mails about one thread."""

from django.db import transaction

from accounts.models import User
from articles.models import Article
from comments import discussions
from comments.models import Comment, Ignored, MutedThread, Recommendation
from comments.models.comment import STEP

MOST = 500  # readers whom one ignores
MOST_TOLD = 2000  # comments of an article, to a script


class NotPossible(Exception):
    """It is oneself, a guest, or one too many."""


def ignore(author: User | None, *, by: User) -> None:
    """Who is ignored is not told. Raises NotPossible."""
    if author is None or author == by:
        raise NotPossible
    with transaction.atomic():
        mine = Ignored.objects.filter(user=User.objects.locked(by))
        if not mine.filter(ignored=author).exists():
            if mine.count() >= MOST:
                raise NotPossible
            Ignored.objects.create(user=by, ignored=author)


def ignore_no_more(author_id: int | None, *, by: User) -> None:
    Ignored.objects.filter(user=by, ignored=author_id).delete()


def mute(comment: Comment, *, by: User) -> None:
    with transaction.atomic():
        User.objects.locked(by)
        MutedThread.objects.get_or_create(user=by, thread=beginning(comment))


def unmute(comment: Comment, *, by: User) -> None:
    MutedThread.objects.filter(user=by, thread=beginning(comment)).delete()


def beginning(comment: Comment) -> Comment:
    """Of the thread it stands in."""
    return comment if not comment.depth else Comment.objects.get(article=comment.article_id, path=comment.path[:STEP])


def marks(article: Article, *, of: User) -> dict[str, list[int]]:
    """What is different about this discussion for this reader, by the numbers of comments."""
    if discussions.is_withheld(article.pk):
        return {"own": [], "hidden": [], "recommended": []}
    said = Comment.objects.visible().filter(article=article).order_by("-pk")
    ignored = said.filter(user__in=Ignored.objects.filter(user=of).values("ignored"))
    recommended = Recommendation.objects.filter(user=of, comment__article=article).order_by("-pk")
    return {
        "own": list(said.filter(user=of).values_list("pk", flat=True)[:MOST_TOLD]),
        "hidden": list(ignored.values_list("pk", flat=True)[:MOST_TOLD]),
        "recommended": list(recommended.values_list("comment", flat=True)[:MOST_TOLD]),
    }
