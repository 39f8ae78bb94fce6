"""What the pages and answers for members have in common."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from accounts.models import User
from accounts.requests import is_script

KEY = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)  # what every database takes for a primary key

P = ParamSpec("P")
MemberView = Callable[Concatenate[HttpRequest, User, P], HttpResponse]


def for_members(back: str) -> Callable[[MemberView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Gives the view who is signed in. Others sign in first and come `back`, or to the page that they asked for."""

    def decorate(view: MemberView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if isinstance(request.user, User):
                return view(request, request.user, *args, **kwargs)
            if is_script(request):
                return JsonResponse({}, status=401)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse(back))

        return wrapped

    return decorate


def key_of(text: str | None) -> int:
    """Of what an address names. Raises Http404."""
    if not KEY.fullmatch(text or ""):
        raise Http404
    return int(text or "")
