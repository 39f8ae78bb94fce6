"""Replies and mentions: whether they come by mail, and what there is on the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import either, own_row
from articles.views.members import KEY
from comments import inbox, mail_choices, reaching, unsubscribing
from comments.forms import MailChoiceForm
from comments.models import Comment, MutedThread
from comments.views.acting import see_other

ON_PAGE, IN_PANEL = 50, 10


@either
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """All of it, newest first. Looking at the page is no proof of having read it: a button says so, or the bell."""
    user = own_row(request)
    if request.method == "POST":
        inbox.see(user)
        return see_other(request.path)
    return render(request, "comments/notices.html", {"lines": inbox.newest(user, most=ON_PAGE)})


@either
def newest(request: HttpRequest) -> HttpResponse:
    """For the bell in the masthead, of whoever is signed in. A POST says that they were shown."""
    if not isinstance(request.user, User):
        return HttpResponse(status=204)
    if request.method == "POST":
        inbox.see(request.user)
        return HttpResponse(status=204)
    return JsonResponse({"notices": [_line(line) for line in inbox.newest(request.user, most=IN_PANEL)]})


def _line(line: inbox.Line) -> dict[str, object]:
    moment = localtime(line.at)
    return {
        "headline": line.said,
        "address": line.address,
        "published": line.at.isoformat(timespec="milliseconds"),
        "date": f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}",
        "isNew": line.is_new,
    }


@csrf_exempt  # programs send it, without a session or a token; the address itself is signed, and ends mails alone
@either
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Reading it changes nothing: what looks through mails for dangers opens every link in them."""
    try:
        order = unsubscribing.read(token)
    except unsubscribing.Unknown as error:
        raise Http404 from error
    if is_done := request.method == "POST":
        unsubscribing.carry_out(order)
    return render(request, "comments/unsubscribe.html", {"scope": order.scope, "is_done": is_done})


@either
@login_required
def mail(request: HttpRequest) -> HttpResponse:
    user = own_row(request)
    choice = mail_choices.of([user.pk])[user.pk]
    choice.user = user
    form = MailChoiceForm(request.POST if request.method == "POST" else None, instance=choice)
    if form.is_valid():
        mail_choices.save(form.instance)
        messages.success(request, _("Your changes are saved."))
        return redirect("account")
    context = {"form": form, "muted": _muted(user)}
    return render(request, "comments/mail.html", context, status=422 if form.errors else 200)


def _muted(user: User) -> list[tuple[MutedThread, Comment | None]]:
    """With what can be said of each: nothing of those that readers do not see now."""
    found = MutedThread.objects.filter(user=user).select_related("thread__article__category", "thread__user")
    muted = list(found.order_by("-pk"))
    readable = reaching.readable({each.thread.article_id for each in muted})
    return [(each, each.thread if each.thread.article_id in readable else None) for each in muted]


@require_POST
@login_required
def unmute(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("muted", "")
    if KEY.fullmatch(number):
        MutedThread.objects.filter(user=own_row(request), pk=int(number)).delete()
        messages.success(request, _("You get mail about this thread again."))
    return see_other(reverse("comments:mail"))
