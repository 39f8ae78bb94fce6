"""A form for a new article that is sent twice, by a double click or from the history of the browser."""

import uuid

from django.http import HttpRequest

from articles.models import Article
from articles.publishing import latest_revision
from articles.writing import AUTOSAVE


def made_before(request: HttpRequest) -> str | None:
    """The key of the article that this very form has made already. From then on the form is a stale one of that.

    What only was kept while it was typed is not somebody else's: it gives way to the form.
    """
    try:
        token = uuid.UUID(request.POST.get("creation_token", ""))
    except ValueError:
        return None
    article = Article.objects.filter(creation_token=token).only("pk").first()
    if not article:
        return None
    sent = request.POST.copy()
    is_only_kept = _is_only_kept(article, request)
    sent["started_from"] = str(latest_revision(article)) if is_only_kept else "0"
    request.POST = sent  # type: ignore[assignment]  # as WSGIRequest allows
    request.is_resent = not (is_only_kept or sent.get("seen_revision"))  # type: ignore[attr-defined]  # ours, on the request
    return str(article.pk)


def _is_only_kept(article: Article, request: HttpRequest) -> bool:
    return not article.revisions.exclude(verb=AUTOSAVE, created_by=request.user.pk).exists()
