"""The page for the second step, and what all pages ask that are open between the first one and it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginStageController
from allauth.mfa.base import views
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def past_the_first_step(view: View) -> View:
    """For who has opened the first door to an account, if it was not erased or merged into another since."""
    staged: View = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stage = None if request.user.is_authenticated else LoginStageController.enter(request, AuthenticateStage.key)
        if stage is None or stage.login.user is not None:
            return staged(request, *args, **kwargs)
        stage.abort()
        messages.error(request, _("The account you were signing in to is closed."))
        return redirect("account_login")

    return wrapped


authenticate = past_the_first_step(views.authenticate)
