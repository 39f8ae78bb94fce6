"""The discussion of an article on pages of its own: further comments, one thread, and whether there is anything new."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.pagination import BadCursor
from comments import former, modes, sorting, threads
from comments.models import Comment

LONGEST_NUMBER = 18  # digits that a database takes
OFTEN = 10  # seconds


@require_safe
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(discussed(), pk=article_id)
    thread = thread_asked_for(request, article)
    context = {"article": article, "thread": thread, "sorts": sorting.ALL, **_told(article)}
    return render(request, "comments/discussion.html", context)


def thread_asked_for(request: HttpRequest, article: Article) -> threads.Thread:
    """Raises Http404."""
    sort = sorting.BY_NAME.get(request.GET.get("sort", sorting.DEFAULT.name))
    if not sort:
        raise Http404
    try:
        return threads.thread(article, sort, request.GET.get("after", ""))
    except BadCursor as error:
        raise Http404 from error


@require_safe
def branch(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Where a comment can always be found, whatever becomes of it, as long as anything is left of its thread."""
    comment = get_object_or_404(threads.for_readers(Comment.objects.listed()), pk=comment_id)
    article = get_object_or_404(discussed(), pk=comment.article_id)
    if threads.of(article).withheld_at:
        return HttpResponseRedirect(reverse("discussion", args=[article.pk]))  # there it says why
    found = threads.branch(comment, number_in(request.GET.get("after", "")))
    context = {"article": article, "branch": found, "comment": comment, **_told(article)}
    return render(request, "comments/branch.html", context)


@require_safe
def former_texts(request: HttpRequest, comment_id: int) -> HttpResponse:
    """What a comment said before its author changed it, as long as readers see the comment."""
    changed = Comment.objects.visible().filter(edited_at__isnull=False).select_related("user")
    comment = get_object_or_404(changed, pk=comment_id)
    article = get_object_or_404(discussed().filter(discussion__withheld_at=None), pk=comment.article_id)
    context = {"article": article, "comment": comment, "changes": former.changes(comment)}
    return render(request, "comments/changes.html", context)


@require_safe
def changes(request: HttpRequest, article_id: int) -> HttpResponse:
    """How many comments there are now, for pages that are open for long."""
    article = get_object_or_404(discussed().select_related(None).only("pk", "unpublish_at"), pk=article_id)
    now = threads.of(article)
    etag = f'"{now.version}"'
    # What compresses an answer weakens its tag.
    known = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    answer = (
        HttpResponseNotModified()
        if etag in known
        else JsonResponse({"count": 0 if now.withheld_at else now.visible, "version": now.version})
    )
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, asked_often(article)
    return answer


def asked_often(article: Article) -> str:
    """While many read the same discussion, what a shared cache between them and us holds answers most of them; never
    beyond the second in which the article leaves the site."""
    left = (article.unpublish_at - timezone.now()).total_seconds() if article.unpublish_at else OFTEN
    return f"public, max-age=0, s-maxage={max(0, min(OFTEN, int(left)))}"


def _told(article: Article) -> dict[str, Any]:
    told = modes.for_anybody(article)
    return {"closed": told.refused, "waits": told.waits}


def discussed() -> ArticleQuerySet:
    return Article.objects.visible().exclude(comments_policy=Article.CommentsPolicy.OFF).select_related("category")


def number_in(text: str) -> int | None:
    """Raises Http404."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise Http404
    return int(text)
