"""When people are asked for their public name: once their address is proved, and later where one is needed."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from accounts import proving
from accounts.models import User

Address = str
_asking: list[Callable[[Address], bool]] = []


def is_asked_by(leads_there: Callable[[Address], bool]) -> None:
    """For packages with pages that ask themselves: who is on the way there is not held up by another question."""
    if leads_there not in _asking:
        _asking.append(leads_there)


def is_asked_at(address: Address) -> bool:
    return any(leads(address) for leads in _asking)


def on_the_way(request: HttpRequest, user: User, address: Address, *, is_new: bool) -> Address:
    """Where someone goes who was just let in and wants to get to `address`."""
    has_just_proved = is_new or proving.is_at_sign_in(request)
    if not has_just_proved or user.display_name or user.is_staff or is_asked_at(address):
        return address
    return f"{reverse('account_name')}?{urlencode({'next': address})}"
