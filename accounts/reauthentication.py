"""Showing that it is still oneself by a code from a mail, where there is neither a password nor a second factor.

allauth asks for one of those before what is dangerous. Those who sign in by mailed codes or by another site alone
have none, and it lets them pass unasked: whoever sat down at an open browser could take the account over.
"""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import mailed_codes
from accounts.models import User

PURPOSE = "reauthentication"  # of a code, also in the audit log


def is_by_code(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and not get_reauthentication_flows(user)


def way() -> dict[str, str]:
    """As allauth lists the ways to confirm who one is."""
    return {"id": PURPOSE, "description": _("Have a code mailed"), "url": reverse("account_reauthenticate_by_code")}


def ask_for_code(request: HttpRequest) -> None:
    """Raises ReauthenticationRequired, which leads to the page for it, where allauth itself would be content."""
    if is_by_code(request.user) and not _did_recently(request):
        raise ReauthenticationRequired


def is_required(request: HttpRequest) -> bool:
    """For pages that do not want to be resumed by what was sent to them."""
    try:
        return bool(is_reauthentication_required(request, app="accounts"))
    except ReauthenticationRequired:
        return True


def note(request: HttpRequest) -> None:
    """That the code was right; it is of no more use."""
    mailed_codes.forget(request, PURPOSE)
    record_authentication(request, request.user, method="code", reauthenticated=True)


def _did_recently(request: HttpRequest) -> bool:
    proofs = [each for each in get_authentication_records(request, request.user) if each.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
