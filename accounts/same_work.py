"""The same work for an address without an account as for one with: what answers sooner, or later, tells which it is.

The doors of allauth show the same for both, and skip what there is nobody to do it for. It is done here, for nobody;
tests/accounts/test_same_work.py compares statement by statement.
"""

from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from accounts import audit
from accounts.hashers import PhpassHasher, WordPressBcryptHasher, WordPressHasher, like
from accounts.models import User

FORGOTTEN_AFTER = 600  # seconds


def search_on(email: str) -> None:
    """allauth looks among addresses first, then, if nobody proved to have this one, among accounts."""
    email = email.lower()
    if EmailAddress.objects.filter(email=email, verified=True).exists():
        list(User.objects.filter(email=email).iterator())  # as allauth does: PostgreSQL makes a cursor of it


def guess_as_long(email: str, password: str) -> None:
    """A wrong guess takes longer where the password is still as WordPress hashed it. So it does everywhere, while there
    is such an account; each way of hashing that the account in question has not used up already is gone through."""
    user = next(iter(filter_users_by_email(email)), None)
    own = user.password.partition("$")[0] if user else ""
    for hasher in (PhpassHasher(), WordPressBcryptHasher()):
        of_nobody = cache.get_or_set(f"accounts:former:{hasher.algorithm}", lambda: _of_nobody(hasher), FORGOTTEN_AFTER)  # noqa: B023  # called at once
        if of_nobody and hasher.algorithm != own:
            for _backend in settings.AUTHENTICATION_BACKENDS:
                hasher.guess(password, of_nobody)


def _of_nobody(hasher: WordPressHasher) -> str:
    """Looks through all accounts, so that its answer is kept for a while. It holds nothing of anyone's hash."""
    former = User.objects.filter(password__startswith=f"{hasher.algorithm}$").values_list("password", flat=True)
    return next((like(hasher.decode(password)["hash"]) for password in former[:1]), "")


def sign_up_nobody(form: Any, request: HttpRequest) -> None:
    """For a sign-up with an address that has an account: makes another all the same, and takes it back."""
    email: str = form.cleaned_data["email"]
    with transaction.atomic():  # its end is as long as that of one that leaves something behind
        before = transaction.savepoint()
        form.account_already_exists, form.cleaned_data["email"] = False, f"{uuid4().hex}@nobody.invalid"
        look_up(form.save(request).pk, accounts=0, addresses=2)
        transaction.savepoint_rollback(before)
    form.account_already_exists, form.cleaned_data["email"] = True, email
    audit.record("sign_up_refused", by=None, request=request, subject=_owner(email))


def _owner(email: str) -> User | None:
    """Looked up in the two steps in which a new account is read again."""
    number = EmailAddress.objects.filter(email=email.lower()).values_list("user", flat=True).first()
    return User.objects.filter(pk=number).first() if number else User.objects.filter(email__iexact=email).first()


def look_up(pk: int = 0, *, accounts: int, addresses: int) -> None:
    """As often as is done for someone who is there."""
    for _number in range(accounts):
        User.objects.filter(pk=pk).first()
    for _number in range(addresses):
        EmailAddress.objects.filter(user_id=pk).first()
