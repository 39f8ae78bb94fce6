"""What a reader does with a comment: the page that offers it, and the forms on it.

The discussion is the same for everyone and has no forms, so each comment in it links to this page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import is_script
from articles.models import Article
from comments import editing, ignoring, recommending, reporting
from comments.models import Comment, Ignored, MutedThread, Recommendation, Report

ActView = Callable[[HttpRequest, User, Comment], HttpResponse]


def about_a_comment(view: ActView) -> Callable[Concatenate[HttpRequest, int, ...], HttpResponse]:
    """Gives the view who acts, and on what: something readers see, or that they wrote. Nothing of what is withheld."""

    @wraps(view)
    def wrapped(request: HttpRequest, comment_id: int) -> HttpResponse:
        if not isinstance(request.user, User):
            return JsonResponse({}, status=401) if is_script(request) else redirect_to_login(address_of(comment_id))
        readable = Article.objects.visible().filter(discussion__withheld_at=None)
        discussed = readable.exclude(comments_policy=Article.CommentsPolicy.OFF)
        found = Comment.objects.filter(Q(status=Comment.Status.APPROVED) | Q(user=request.user), article__in=discussed)
        comment = get_object_or_404(found.select_related("user", "article__category"), pk=comment_id)
        return view(request, request.user, comment)

    return wrapped


def address_of(comment_id: int) -> str:
    return reverse("comments:acts", args=[comment_id])


@require_safe
@about_a_comment
def acts(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    return _page(request, user, comment)


@require_POST
@about_a_comment
def recommend(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    """Takes back what was recommended, if the form says so."""
    is_back = "take_back" in request.POST
    try:
        if is_back:
            recommending.take_back(comment.pk, by=user)
        else:
            recommending.recommend(comment.pk, by=user)
    except recommending.NotPossible:
        return _answer(request, comment, _("This comment cannot be recommended."), status=409)
    comment.refresh_from_db(fields=["recommendations"])
    words = _("You no longer recommend this comment.") if is_back else _("You recommend this comment.")
    return _answer(request, comment, words, count=comment.recommendations)


@require_POST
@about_a_comment
def report(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    reason, text = request.POST.get("reason", ""), request.POST.get("text", "")
    try:
        reporting.report(comment.pk, reason, text, by=user)
    except reporting.Refused as refused:
        return _page(request, user, comment, problem=str(refused), text=text)
    return _answer(request, comment, _("Thank you. A moderator will look at this comment."))


@require_POST
@about_a_comment
def ignore(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    if "take_back" in request.POST:
        ignoring.ignore_no_more(comment.user_id, by=user)
        return _answer(request, comment, _("You see what they write again."))
    try:
        ignoring.ignore(comment.user, by=user)
    except ignoring.NotPossible:
        return _answer(request, comment, _("This cannot be ignored."), status=409)
    return _answer(request, comment, _("You no longer see what they write. They are not told."))


@require_POST
@about_a_comment
def mute(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    if "take_back" in request.POST:
        ignoring.unmute(comment, by=user)
        return _answer(request, comment, _("You get mail about this thread again."))
    ignoring.mute(comment, by=user)
    return _answer(request, comment, _("You get no more mail about this thread."))


@require_safe
def marks(request: HttpRequest, article_id: int) -> HttpResponse:
    """For scripts: what is different about this discussion for whoever is signed in."""
    if not isinstance(request.user, User):
        return HttpResponse(status=204)
    article = get_object_or_404(Article.objects.visible(), pk=article_id)
    return JsonResponse(ignoring.marks(article, of=request.user))


def _page(request: HttpRequest, user: User, comment: Comment, problem: str = "", text: str = "") -> HttpResponse:
    context = {
        "comment": comment,
        "is_own": comment.user_id == user.pk,
        "may_edit": editing.may_edit(comment, user),
        "may_remove": editing.may_remove(comment, user),
        "is_recommended": Recommendation.objects.filter(comment=comment, user=user).exists(),
        "is_reported": Report.objects.filter(comment=comment, user=user).exists(),
        "is_ignored": Ignored.objects.filter(user=user, ignored=comment.user_id).exists(),
        "is_muted": MutedThread.objects.filter(user=user, thread=ignoring.beginning(comment)).exists(),
        "reasons": Report.Reason.choices,
        "longest": reporting.LONGEST,
        "problem": problem,
        "text": text,
    }
    return render(request, "comments/acts.html", context, status=422 if problem else 200)


def _answer(request: HttpRequest, comment: Comment, words: str, status: int = 200, **more: int) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"said": words, **more}, status=status)
    messages.info(request, words)
    return see_other(address_of(comment.pk))


def see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
