"""What pages of the account have in common."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from accounts import sections

register = template.Library()


@register.inclusion_tag("account/_navigation.html", takes_context=True)
def account_navigation(context: Context) -> dict[str, Any]:
    """The pages of one's account, for whoever is signed in; the one that is open is marked."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return {}
    groups = sections.navigation(request.user)
    home = reverse("account")
    return {"groups": groups, "path": request.path, "home": home, "is_home": request.path == home}
