"""Accounts that were begun and never confirmed do not stay for ever; all others do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule

from accounts import audit, unconfirmed
from accounts.models import AuditEntry, User
from articles.models import Author
from tests.accounts.journey import CODE, comment
from tests.conftest import Published, account

pytestmark = pytest.mark.django_db
ADDRESS = "typed@example.org"


@pytest.fixture
def begun(time_machine: Any) -> User:
    """As the pages do it, eight days ago."""
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=8))
    Client().post("/accounts/signup/", {"email": ADDRESS, "password1": "a river runs through it"})
    time_machine.move_to(now)
    return User.objects.get(email=ADDRESS)


def test_one_that_was_never_confirmed_goes_after_a_week(begun: User, reader: User, time_machine: Any):
    number, now = begun.pk, timezone.now()
    time_machine.move_to(now - timedelta(days=2))
    assert unconfirmed.delete_old() == 0
    time_machine.move_to(now)
    assert unconfirmed.delete_old() == 1
    assert list(User.objects.all()) == [reader]
    assert not EmailAddress.objects.filter(user=number).exists()
    entry = AuditEntry.objects.get(verb="delete_unconfirmed")
    assert (entry.actor_id, entry.subject_id, entry.details, entry.personal) == (None, "", {"accounts": 1}, {})


def test_nothing_tells_of_the_address_then(begun: User):
    Client().post("/accounts/login/", {"login": ADDRESS, "password": "not the river at all"})
    told = AuditEntry.objects.exclude(personal=None).count()
    assert told >= 2
    unconfirmed.delete_old()
    assert not AuditEntry.objects.filter(personal__contains=ADDRESS).exists()
    assert AuditEntry.objects.filter(personal=None, salt="").count() == told
    audit.verify()


def test_nothing_to_do_is_no_entry(reader: User):
    assert unconfirmed.delete_old() == 0
    assert not AuditEntry.objects.exists()


KEPT: dict[str, Callable[[User], object]] = {
    "confirmed": lambda user: user.confirm_email(),
    "another address confirmed": lambda user: EmailAddress.objects.create(user=user, email="b@x.org", verified=True),
    "signed in": lambda user: User.objects.filter(pk=user.pk).update(last_login=timezone.now()),
    "deactivated": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "staff": lambda user: User.objects.filter(pk=user.pk).update(is_staff=True),
    "of a role": lambda user: user.groups.add(Group.objects.get(name="Reporter")),
    "account elsewhere": lambda user: SocialAccount.objects.create(user=user, provider="google", uid="1"),
    "second factor": lambda user: Authenticator.objects.create(user=user, type="totp", data={}),
    "byline": lambda user: Author.objects.create(name="Ann", slug="ann", user=user),
    "edited at the desk": lambda user: LogEntry.objects.create(
        user=account("desk@example.org", is_staff=True),
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        action_flag=CHANGE,
    ),
}


@pytest.mark.parametrize("why", KEPT)
def test_all_others_stay(begun: User, why: str):
    KEPT[why](begun)
    assert unconfirmed.delete_old() == 0
    assert User.objects.filter(pk=begun.pk).exists()


def test_whoever_wrote_a_comment_stays(begun: User, published: Published):
    comment(published(), begun, "Said.")
    assert unconfirmed.delete_old() == 0


def test_accounts_that_nobody_signed_up_for_stay():
    """Of the desk's making, or of an import's."""
    old = account("made@example.org")
    EmailAddress.objects.create(user=old, email=old.email)
    User.objects.update(date_joined=timezone.now() - timedelta(days=400))
    assert unconfirmed.delete_old() == 0


def test_many_go_in_batches(begun: User, monkeypatch: pytest.MonkeyPatch):
    for number in range(4):
        other = account(f"typed{number}@example.org", date_joined=begun.date_joined)
        audit.record("sign_up", by=other)
    monkeypatch.setattr(unconfirmed, "BATCH", 2)
    monkeypatch.setattr(unconfirmed, "MOST", 4)
    assert unconfirmed.delete_old() == 4
    assert unconfirmed.delete_old() == 1
    counts = AuditEntry.objects.filter(verb="delete_unconfirmed").order_by("number")
    assert [entry.details["accounts"] for entry in counts] == [2, 2, 1]


def test_worker_does_it_each_hour():
    assert Schedule.objects.get(func="accounts.unconfirmed.delete_old").schedule_type == Schedule.HOURLY


def test_browser_with_the_right_code_is_not_let_in(mailoutbox: list[EmailMessage]):
    """Who comes back after a week is mailed a code, and may be a moment too late with it."""
    client = Client()
    client.post("/accounts/signup/", {"email": ADDRESS, "password1": "a river runs through it"})
    User.objects.update(date_joined=timezone.now() - timedelta(days=8))
    assert unconfirmed.delete_old() == 1
    (code,) = CODE.findall(str(mailoutbox[-1].body))
    answer = client.post("/accounts/confirm-email/", {"code": code})
    assert answer["Location"] == "/accounts/signup/"
    assert "_auth_user_id" not in client.session
    client.post("/accounts/signup/", {"email": ADDRESS, "password1": "a river runs through it"})
    assert User.objects.get().email == ADDRESS
