"""What the moderators' desk asks of every request, and how it answers those that were forms."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User


def moderator(request: HttpRequest, *permissions: str) -> User:
    """Raises PermissionDenied."""
    if not request.user.has_perms(["comments.change_comment", *permissions]):
        raise PermissionDenied
    return cast(User, request.user)


def back(request: HttpRequest, said: str, name: str, *args: object, level: int = messages.SUCCESS) -> HttpResponse:
    messages.add_message(request, level, said)
    return HttpResponseRedirect(reverse(f"moderation:{name}", args=args), status=303)


def problems(form: BaseForm) -> str:
    return " ".join(str(each) for errors in form.errors.values() for each in errors)
