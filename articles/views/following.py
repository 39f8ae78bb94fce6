"""What a reader follows, the forms that change it, and the page of what it brings."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import is_script
from articles import following, pagination, related
from articles.models import Category, Follow
from articles.models.follow import KINDS
from articles.views.members import for_members, key_of

LIST = "account_following"


class Group(NamedTuple):
    name: str
    follows: list[Follow]


@require_safe
@for_members("account_for_you")
def for_you(request: HttpRequest, user: User) -> HttpResponse:
    """The newest of what the reader follows, each with the follows that brought it."""
    found = following.Following.of(user)
    try:
        page = pagination.cut(found.articles().for_cards().with_tags(), request.GET.get("before", ""))
    except pagination.BadCursor as error:
        raise Http404 from error
    brought = [(article, found.that_bring(article)) for article in page.articles]
    context = {"page": page, "brought": brought, "follows": found.follows, "address": reverse("account_for_you")}
    if not page.articles:
        context |= {"suggested": _suggested(found.follows), "latest": related.latest()}
    return render(request, "articles/for_you.html", context)


@require_safe
@for_members(LIST)
def page(request: HttpRequest, user: User) -> HttpResponse:
    follows = list(Follow.objects.of(user).with_followed().with_pages())
    names = {"category": _("Categories"), "tag": _("Subjects"), "author": _("Authors")}
    groups = [Group(name, [each for each in follows if each.kind == kind]) for kind, name in names.items()]
    context = {"follows": follows, "groups": groups, "suggested": _suggested(follows)}
    return render(request, "articles/following.html", context)


@require_safe
@for_members(LIST)
def for_scripts(request: HttpRequest, user: User) -> HttpResponse:
    return JsonResponse({"follows": [each.key for each in Follow.objects.of(user)]})


@require_http_methods(["GET", "POST"])
@for_members(LIST)
def add(request: HttpRequest, user: User) -> HttpResponse:
    """Where the link "Follow" of public pages leads, which have no form."""
    kind, key = _named(request)
    followed = following.followable(kind, key)
    if followed is None:
        raise Http404
    if request.method != "POST":
        is_followed = Follow.objects.of(user).filter(**{kind: key}).exists()
        context = {
            "followed": followed,
            "is_followed": is_followed,
            "back": Follow(**{kind: followed}).get_absolute_url(),
        }
        return render(request, "articles/follow.html", context)
    try:
        following.follow(followed, by=user)
    except following.FollowsTooMany:
        return _answer(request, _("You follow as much as one can. Leave something, then follow this."), status=409)
    return _answer(request, _("You now follow %(name)s.") % {"name": followed})


@require_POST
@for_members(LIST)
def remove(request: HttpRequest, user: User) -> HttpResponse:
    kind, key = _named(request)
    following.unfollow(kind, key, by=user)
    return _answer(request, _("You no longer follow it."))


def _answer(request: HttpRequest, words: str, status: int = 200) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"said": words}, status=status)
    messages.info(request, words)
    return redirect(LIST)


def _named(request: HttpRequest) -> tuple[str, int]:
    """What the address names: `?tag=12`."""
    named = [(kind, request.GET[kind]) for kind in KINDS if kind in request.GET]
    if len(named) != 1:
        raise Http404
    return named[0][0], key_of(named[0][1])


def _suggested(follows: list[Follow]) -> list[Follow]:
    """Categories of the site that the reader does not follow yet, as if they did."""
    followed = {each.category_id for each in follows}
    return [Follow(category=each) for each in Category.objects.top_level().in_order() if each.pk not in followed]
