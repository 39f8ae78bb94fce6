"""What programs read of a discussion: feeds of the newest comments, and its pages in JSON."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from comments import as_json, feeds, threads
from comments.models import Comment
from comments.views.discussion import asked_often, discussed, number_in, thread_asked_for

FORMS = {
    "rss": (feeds.rss, "application/rss+xml"),
    "atom": (feeds.atom, "application/atom+xml"),
    "json": (feeds.json_feed, "application/feed+json"),
}


def headers(article: Article) -> dict[str, str]:
    """For those who read them, not for lists of results: pages have it all."""
    return {"Cache-Control": asked_often(article), "X-Robots-Tag": "noindex"}


@require_safe
def feed(request: HttpRequest, article_id: int, form: str = "rss") -> HttpResponse:
    article = get_object_or_404(discussed(), pk=article_id)
    write, kind = FORMS[form]
    written = write(article, feeds.newest(article), request.path)
    return HttpResponse(written, content_type=f"{kind}; charset=utf-8", headers=headers(article))


@require_safe
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(discussed(), pk=article_id)
    return JsonResponse(as_json.page(article, thread_asked_for(request, article)), headers=headers(article))


@require_safe
def branch(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.listed().select_related("user"), pk=comment_id)
    article = get_object_or_404(discussed(), pk=comment.article_id)
    if not threads.is_shown(article):
        return HttpResponseRedirect(reverse("discussion_json", args=[article.pk]))  # there are none
    found = threads.branch(comment, number_in(request.GET.get("after", "")))
    return JsonResponse(as_json.branch(article, found), headers=headers(article))
