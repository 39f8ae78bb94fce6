"""An article as readers will get it, for those who write it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import permissions, related
from articles.admin.status import status_word
from articles.permissions import sees_unpublished


@cache_control(private=True, no_store=True)
@require_safe
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    if not sees_unpublished(request.user):
        raise PermissionDenied
    article = get_object_or_404(permissions.workable(request.user).for_page(), pk=article_id)
    word = status_word(article)
    article.published_at = article.published_at or timezone.now()
    context = {
        "article": article,
        "status_word": word,
        "tags": [item.tag for item in article.tagged_items.all()],
        "related": related.related(article),
        "latest": related.latest(without=[article]),
    }
    response = render(request, "admin/articles/article/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
