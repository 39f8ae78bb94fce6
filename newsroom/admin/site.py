"""The desk: the Django admin under the publication's own name."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ALL_DAY = ("Article", "Picture", "Comment", "Category", "Author", "Page")


class DeskSite(AdminSite):
    site_header = _("Newsroom desk")
    site_title = _("Newsroom desk")
    index_title = _("Today")
    empty_value_display = "–"
    enable_nav_sidebar = False  # its room belongs to lists and texts; what is used all day stands in the header

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        allowed = {model["object_name"]: model for app in context["available_apps"] for model in app["models"]}
        all_day = [allowed[name] for name in ALL_DAY if name in allowed]
        return {**context, "all_day": [*_tonight(request), *all_day]}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from newsroom.admin import today  # needs models, which are there only now

        return super().index(request, {**(extra_context or {}), **today.context(request)})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """By the same door as everyone, with its limits on guessing; those without a desk of their own get 403.

        Never by Django's form, which knows neither limits nor second factors: whoever is at the desk already could
        guess their way from it into any other account there.
        """
        return secure_admin_login(_to_the_desk)(request)

    def password_change(  # type: ignore[override]  # leads elsewhere
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """On the account's own page, which limits guesses at the old one, tells the owner and the audit log."""
        return redirect("account_change_password")


def _tonight(request: HttpRequest) -> list[dict[str, Any]]:
    from articles import permissions  # needs models, which are there only now

    if not permissions.sees_unpublished(request.user):
        return []
    return [{"name": _("Tonight"), "admin_url": reverse("admin:articles_article_tonight")}]


def _to_the_desk(request: HttpRequest) -> HttpResponse:
    return redirect("admin:index")
