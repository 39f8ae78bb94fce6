"""Where a reader points out an error in an article, and reads what became of it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import either, own_row
from articles.models import Article
from comments import article_errors, error_drafts
from comments.error_drafts import Draft
from comments.models import ArticleError
from comments.views.acting import see_other

SHOWN = 50
LONGEST_NUMBER = 9  # digits


@either
def error(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible().select_related("category"), pk=article_id)
    sent = _sent(request)
    if not isinstance(request.user, User):
        return _sign_in_first(request, article, sent)
    if request.method != "POST":
        kept = error_drafts.of(request, article.pk)
        return _form(request, article, kept._replace(**{k: v for k, v in sent._asdict().items() if v}))
    try:
        article_errors.report(article, sent.revision, sent.paragraph, sent.quote, sent.text, by=own_row(request))
    except article_errors.Refused as refused:
        return _form(request, article, sent, problem=str(refused))
    error_drafts.drop(request, article.pk)
    messages.success(request, _("Thank you. The desk looks at it, and answers here."))
    return see_other(reverse("comments:errors"))


@require_safe
@login_required
def errors(request: HttpRequest) -> HttpResponse:
    """One's own, newest first. Of articles that are gone nothing but one's own words."""
    found = list(ArticleError.objects.filter(user=own_row(request)).order_by("-at", "-pk")[:SHOWN])
    articles = Article.objects.visible().select_related("category").defer("body", "notes")
    visible = articles.in_bulk({each.article_id for each in found})
    context = {"errors": [(each, visible.get(each.article_id)) for each in found]}
    return render(request, "comments/errors.html", context)


def _form(request: HttpRequest, article: Article, draft: Draft, problem: str = "") -> HttpResponse:
    """Always of the text as it is now: a paragraph that was chosen in another is looked for by its words."""
    shown = article_errors.shown_now(article)
    paragraph = draft.paragraph if draft.revision == shown.number else None
    if paragraph is None and draft.quote:
        paragraph = shown.find(draft.quote)
    context = {
        "article": article,
        "draft": draft,
        "revision": shown.number,
        "paragraphs": [(number, text) for number, text in enumerate(shown.paragraphs) if text],
        "chosen": paragraph,
        "problem": problem,
        "longest": article_errors.LONGEST,
        "longest_quote": article_errors.LONGEST_QUOTE,
    }
    return render(request, "comments/error.html", context, status=422 if problem else 200)


def _sign_in_first(request: HttpRequest, article: Article, sent: Draft) -> HttpResponse:
    """And then back here, with what was written."""
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="comment_draft"):
            return limited
        error_drafts.keep(request, article.pk, sent)
    next_page = request.path
    if quote := sent.quote[: article_errors.LONGEST_QUOTE]:
        next_page += "?" + urlencode({"quote": quote})
    return see_other(f"{reverse('account_login')}?{urlencode({'next': next_page})}")


def _sent(request: HttpRequest) -> Draft:
    fields = request.POST if request.method == "POST" else request.GET
    quote, text = (fields.get(name, "") for name in ("quote", "text"))
    return Draft(_number(fields.get("revision")) or 0, _number(fields.get("paragraph")), quote, text)


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else None
