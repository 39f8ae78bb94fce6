"""Writing a comment. The article's own page is the same for everyone, so what is personal about it happens here."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.profile import NameForm, may_name, save
from accounts.requests import either, is_script, own_row
from accounts.sections import Words
from articles import same_site
from articles.models import Article
from articles.pagination import BadCursor
from comments import by_reader, drafts, held, modes, posting, probing
from comments.drafts import Draft
from comments.models import Comment

FASTEST = 20  # milliseconds a letter
ARRIVED: dict[str, tuple[Words, Words]] = {
    Comment.Status.APPROVED: (lazy("Thank you"), lazy("Your comment is in the discussion.")),
    Comment.Status.PENDING: (
        lazy("Thank you"),
        lazy("Your comment has arrived. It appears once a moderator has read it."),
    ),
}


@csrf_exempt  # the form stands in a page that is the same for everyone, so no token can; nothing is published here
@require_POST
def draft(request: HttpRequest, article_id: int) -> HttpResponse:
    """Takes what was begun under the article to where it can be sent from, past signing in."""
    if not same_site.is_from_us(request):
        return HttpResponseForbidden(content_type="text/plain")
    article = get_object_or_404(Article.objects.visible(), pk=article_id)
    if limited := ratelimit.consume_or_429(request, action="comment_draft"):
        return limited
    drafts.keep(request, article.pk, _sent(request))
    return _see_other(reverse("comments:write", args=[article.pk]))


@either
def write(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible().select_related("category"), pk=article_id)
    if not request.user.is_authenticated:
        return _sign_in_first(request, article)
    if request.method == "POST":
        return _named(request, article, _sent(request)) or _send(request, article, _sent(request))
    kept = drafts.of(request, article.pk)
    reply_to = _number(request.GET.get("reply_to"))
    return _form(request, article, Draft(kept.text, reply_to) if reply_to else kept)


@require_safe
def sent(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Says what happens next, to whoever wrote it."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    own = Comment.objects.filter(user=request.user).select_related("article__category")
    comment = get_object_or_404(own, pk=comment_id)
    name, said = ARRIVED.get(comment.status, (_("Your comment"), by_reader.SAID[comment.status]))
    reasons = held.told(comment.held_for) if comment.status == Comment.Status.PENDING else []
    context = {"comment": comment, "name": name, "said": said, "reasons": reasons}
    return render(request, "comments/sent.html", context)


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Lists what someone wrote, for themselves."""
    try:
        page = by_reader.page(cast(User, request.user), request.GET.get("before", ""))
    except BadCursor as error:
        raise Http404 from error
    return render(request, "comments/own.html", {"page": page})


def _named(request: HttpRequest, article: Article, written: Draft) -> HttpResponse | None:
    """Gives whoever has none yet the name they sent along. An answer if that was not to be."""
    user = own_row(request)
    if user.display_name:
        return None
    drafts.keep(request, article.pk, written)
    if is_script(request):  # the form under the article has no field for it
        return JsonResponse({"first": request.path}, status=409)
    form = NameForm(request.POST, instance=user)
    if not may_name(form, request):
        return _form(request, article, written, name=form)
    save(form, request)
    return None


def _send(request: HttpRequest, article: Article, written: Draft) -> HttpResponse:
    above = Comment.objects.filter(pk=written.reply_to).first() if written.reply_to else None
    ip = get_adapter().get_client_ip(request)
    try:
        user, flags = cast(User, request.user), _flags(request)
        with probing.counted(request):
            comment = posting.post(article, written.text, by=user, reply_to=above, ip=ip, flags=flags)
    except posting.Refused as refused:
        if is_script(request):
            return JsonResponse({"problem": str(refused)}, status=422)
        return _form(request, article, written, problem=str(refused))
    drafts.drop(request, article.pk)
    address = reverse("comments:sent", args=[comment.pk])
    if not is_script(request):
        return _see_other(address)
    return JsonResponse({"address": address, "shown": comment.is_visible, "says": _said(comment)}, status=201)


def _said(comment: Comment) -> str:
    """Whether others can read it now; if not, why."""
    if comment.is_visible:
        return _("Thank you. Your comment is in the discussion.")
    arrived = _("Thank you. Your comment has arrived, and appears once a moderator has read it.")
    return " ".join([arrived, *held.told(comment.held_for)])


def _form(
    request: HttpRequest, article: Article, draft: Draft, problem: str = "", name: NameForm | None = None
) -> HttpResponse:
    if not name and not own_row(request).display_name:
        name = NameForm()
    prospects = modes.reasons_for(article, own_row(request))
    # What cannot be answered is not repeated: the discussion may be withheld.
    above = None if prospects.refused else _above(article, draft)
    context = {
        "article": article,
        "refused": prospects.refused,
        "waits": prospects.waits,
        "name": name,
        "text": draft.text,
        "reply_to": above,
        "problem": problem,
        "longest": posting.LONGEST,
    }
    return render(request, "comments/write.html", context, status=422 if problem or (name and name.errors) else 200)


def _above(article: Article, draft: Draft) -> Comment | None:
    """The comment that is answered, if readers see it."""
    visible = article.comments.visible().select_related("user")
    return visible.filter(pk=draft.reply_to).first() if draft.reply_to else None


def _sign_in_first(request: HttpRequest, article: Article) -> HttpResponse:
    """And then back here. What was sent meanwhile is kept, whatever became of its session."""
    next_page = request.path
    if request.method == "POST":
        if limited := ratelimit.consume_or_429(request, action="comment_draft"):
            return limited
        drafts.keep(request, article.pk, _sent(request))
    elif reply_to := _number(request.GET.get("reply_to")):
        next_page += "?" + urlencode({"reply_to": reply_to})
    address = f"{reverse('account_login')}?{urlencode({'next': next_page})}"
    return JsonResponse({"first": address}, status=409) if is_script(request) else _see_other(address)


def _sent(request: HttpRequest) -> Draft:
    return Draft(request.POST.get("text", ""), _number(request.POST.get("reply_to")))


def _flags(request: HttpRequest) -> list[str]:
    """What people do not do: fill in a field that they cannot see, type faster than anybody. Only if the form asks."""
    found = ["honeypot"] if request.POST.get("website") else []
    typed_for = _number(request.POST.get("typed_for"))  # milliseconds since the first letter
    if typed_for is not None and typed_for < len(request.POST.get("text", "")) * FASTEST:
        found.append("typing_time")
    return found


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= 18 else None


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
