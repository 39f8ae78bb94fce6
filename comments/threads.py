"""The comments under an article, in the order and depth in which they are read."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles import body
from articles.models import Article
from comments.models import Comment
from comments.models.comment import STEP

MOST = 100
DEEPEST = 5  # further replies stand at this depth, or they would have no room on a phone


@dataclass
class Shown:
    """A comment and the replies to it."""

    comment: Comment
    replies: list["Shown"] = field(default_factory=list)

    @property
    def text(self) -> SafeString:
        return body.render_remark(self.comment.body)


@dataclass
class Thread:
    comments: list[Shown]
    count: int
    has_more: bool


def thread(article: Article) -> Thread:
    """What readers see of it. `count` counts just that: never what is hidden, pending, removed or left out."""
    if article.comments_policy == Article.CommentsPolicy.OFF:
        return Thread([], 0, has_more=False)
    found = list(article.comments.in_discussion().select_related("user").in_thread_order()[: MOST + 1])
    shown = found[:MOST]
    while shown and shown[-1].was_removed:  # what it is there for comes after the last one
        shown.pop()
    return Thread(_nested(shown), sum(not each.was_removed for each in shown), has_more=len(found) > MOST)


def _nested(comments: list[Comment]) -> list[Shown]:
    """Under the nearest ancestor that is shown: a reply stays readable when what it answered was hidden."""
    shown: dict[str, Shown] = {}
    roots: list[Shown] = []
    for comment in comments:
        steps = range(min(comment.depth, DEEPEST) * STEP, 0, -STEP)
        above = next((shown[comment.path[:step]] for step in steps if comment.path[:step] in shown), None)
        shown[comment.path] = Shown(comment)
        (above.replies if above else roots).append(shown[comment.path])
    return roots
