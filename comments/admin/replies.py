"""Answers of moderators, from a card of their desk or from a page of their own."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import either, is_script
from comments import answering, discussions, posting, queues
from comments.admin.answers import moderator
from comments.forms import as_shown
from comments.models import Comment


@either
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    by = moderator(request)
    found = Comment.objects.select_related("article__category", "user", "parent__user").defer("article__body")
    comment = get_object_or_404(found, pk=comment_id)
    if request.method != "POST":
        rests = discussions.is_withheld(comment.article_id)
        return _page(request, by, comment, problem=str(discussions.WITHHELD) if rests else "")
    text, approves = request.POST.get("text", ""), request.POST.get("verb") != "reply"
    seen = as_shown([request.POST.get("number", "")]).get(comment.pk, "")
    ip = get_adapter().get_client_ip(request)
    try:
        made = answering.answer(comment.pk, text, by=by, ip=ip, seen=seen, approves=approves)
    except posting.Refused as refused:
        if is_script(request):
            return JsonResponse({"said": str(refused)}, status=409)
        return _page(request, by, comment, text, str(refused))
    said = _("Approved and answered.") if approves else _("Answered.")
    address = f"{reverse('comment', args=[comment.pk])}#comment-{made.answer.pk}"
    if is_script(request):
        told = {"said": said, "act": str(made.act.bulk), "skipped": [], "address": address, "stays": not approves}
        return JsonResponse(told)
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, address, _("In the discussion")))
    queue = queues.named(request.POST.get("queue", "")).key
    return HttpResponseRedirect(f"{reverse('moderation:queue')}?queue={queue}", status=303)


def _page(request: HttpRequest, by: User, comment: Comment, text: str = "", problem: str = "") -> HttpResponse:
    """What was typed stays there."""
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Answer to %(name)s") % {"name": comment.author_name},
        "tabs": queues.tabs(by),
        "comment": comment,
        "queue": queues.named(request.POST.get("queue", "")),
        "text": text,
        "problem": problem,
        "longest": posting.LONGEST,
    }
    status = 422 if problem and request.method == "POST" else 200
    return render(request, "admin/comments/moderation/reply.html", context, status=status)
