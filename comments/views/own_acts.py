"""Changing or removing what one wrote."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import either
from articles import body
from articles.views.members import KEY
from comments import editing, posting, probing
from comments.models import Comment, Ignored
from comments.views.acting import about_a_comment, address_of, see_other


@either
@about_a_comment
def edit(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    if comment.user_id != user.pk:
        raise Http404
    text, problem = comment.source or body.plain_text(comment.body), ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            with probing.counted(request):
                changed = editing.edit(comment.pk, text, by=user)
        except posting.Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, _said(changed))
            return see_other(address_of(comment.pk))
    may_edit = editing.may_edit(comment, user)
    context = {"comment": comment, "text": text, "problem": problem, "longest": posting.LONGEST, "may_edit": may_edit}
    return render(request, "comments/edit.html", context, status=422 if problem else 200)


@require_POST
@about_a_comment
def remove(request: HttpRequest, user: User, comment: Comment) -> HttpResponse:
    if comment.user_id != user.pk:
        raise Http404
    try:
        editing.remove(comment.pk, by=user)
    except posting.Refused as refused:
        messages.warning(request, str(refused))
        return see_other(address_of(comment.pk))
    messages.success(request, _("Your comment is removed. Replies to it stay."))
    return see_other(reverse("comments:own"))


@either
@login_required
def ignored(request: HttpRequest) -> HttpResponse:
    """Whom one does not want to read, to be read again."""
    mine = Ignored.objects.filter(user=cast(User, request.user))
    if request.method == "POST":
        number = request.POST.get("ignored", "")
        if KEY.fullmatch(number):
            mine.filter(pk=int(number)).delete()
        return see_other(request.path)
    return render(request, "comments/ignored.html", {"ignored": mine.select_related("ignored").order_by("-pk")})


def _said(comment: Comment) -> str:
    if comment.is_visible:
        return _("Your comment is changed.")
    return _("Your comment is changed. It appears once a moderator has read it.")
