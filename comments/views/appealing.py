"""Where a reader says why a moderator was wrong. Another moderator answers."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import either, own_row
from articles import body
from comments import appeals
from comments.models import Appeal, Comment, Decision, Sanction
from comments.models.decision import WITH_PARENT
from comments.views.acting import see_other


@require_safe
@login_required
def sanctions(request: HttpRequest) -> HttpResponse:
    """What moderators gave someone, for themselves, with what became of their appeals."""
    mine = Sanction.objects.filter(user=own_row(request)).order_by("-at").prefetch_related("appeals")
    return render(request, "comments/sanctions.html", {"sanctions": mine})


@either
@login_required
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    found = get_object_or_404(Comment.objects.filter(user=own_row(request)), pk=comment_id)
    saying = ~Q(words="") | Q(rule=WITH_PARENT)
    last = Decision.objects.filter(saying, comment_id=found.pk, undone_by=None).first()
    about: dict[str, object] = {
        "quote": body.plain_text(found.body),
        "words": last.told if last else "",
        "back": reverse("comments:own"),
        "appeal": found.appeals.first(),
        "may_appeal": found.status in appeals.REFUSED,
    }
    return _page(request, about, lambda text, by: appeals.against_comment(found, text, by=by))


@either
@login_required
def sanction(request: HttpRequest, sanction_id: int) -> HttpResponse:
    found = get_object_or_404(Sanction.objects.filter(user=own_row(request)), pk=sanction_id)
    about: dict[str, object] = {
        "sanction": found,
        "words": found.words,
        "back": reverse("comments:sanctions"),
        "appeal": found.appeals.first(),
        "may_appeal": not found.lifted_at,
    }
    return _page(request, about, lambda text, by: appeals.against_sanction(found, text, by=by))


def _page(request: HttpRequest, about: dict[str, object], appeal: Callable[[str, User], Appeal]) -> HttpResponse:
    text, problem = request.POST.get("text", "").replace("\0", ""), ""
    if request.method == "POST":
        try:
            appeal(text, own_row(request))
        except appeals.Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, _("Your appeal has arrived. Another moderator looks at it, and you get a mail."))
            return see_other(str(about["back"]))
    context = {**about, "text": text, "problem": problem, "longest": appeals.LONGEST}
    return render(request, "comments/appeal.html", context, status=422 if problem else 200)
