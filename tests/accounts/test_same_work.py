"""No door does more, or less, for an address with an account: the same statements, the same passwords hashed."""

import re
from collections import Counter

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.hashers import PhpassHasher, WordPressBcryptHasher, stored
from accounts.models import AuditEntry, OutgoingMail, User
from tests.conftest import account

PASSWORD = "a river runs through it"
TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(\w+)"')
# Half a transaction: an account that is taken back again ends in another way than one that stays.
WITHIN = re.compile(r"SAVEPOINT|RELEASE|ROLLBACK TO")
Steps = list[tuple[str, dict[str, str]]]

SIGN_IN_CODE: Steps = [("login/code/", {"email": "{email}"})]
RESET: Steps = [("password/reset/", {"email": "{email}"})]
SIGN_UP: Steps = [("signup/", {"email": "{email}", "password1": PASSWORD})]
WRONG, AGAIN = {"code": "AAAA-AAAA"}, {"action": "resend"}
DOORS: dict[str, Steps] = {
    "password": [("login/", {"login": "{email}", "password": "wrong, wrong, wrong"})],
    "code": SIGN_IN_CODE,
    "code, once more": [*SIGN_IN_CODE, ("login/code/confirm/", AGAIN)],
    "code, wrong": [*SIGN_IN_CODE, ("login/code/confirm/", WRONG)],
    "code, wrong for the last time": [*SIGN_IN_CODE, *[("login/code/confirm/", WRONG)] * 3],
    "reset": RESET,
    "reset, wrong code": [*RESET, ("password/reset/confirm/", WRONG)],
    "reset, wrong code for the last time": [*RESET, *[("password/reset/confirm/", WRONG)] * 3],
    "sign-up": SIGN_UP,
    "sign-up, once more": [*SIGN_UP, ("confirm-email/", AGAIN)],
    "sign-up, wrong code": [*SIGN_UP, ("confirm-email/", WRONG)],
    "sign-up, wrong code for the last time": [*SIGN_UP, *[("confirm-email/", WRONG)] * 3],
    "sign-up by passkey": [("signup/passkey/", {"email": "{email}"})],
}


FORMER = {"phpass": "$P$5" + "a" * 30, "bcrypt": "$2y$04$" + "." * 53}


class CountingHasher(MD5PasswordHasher):
    count = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture
def people(settings, django_db_serialized_rollback, transactional_db, mails_are_sent_at_once) -> list[str]:
    """Of every kind of account there is. The site is warm: what it reads once, it has read."""
    mails_are_sent_at_once()
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    known, sealed, gone = (account(f"{name}@example.org") for name in ("known", "sealed", "gone"))
    for user in (known, sealed, gone):
        user.confirm_email()
    sealed.set_unusable_password()
    sealed.save()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    audit.record("sign_in", by=known)
    Client().get("/accounts/login/")
    return ["known@example.org", "sealed@example.org", "gone@example.org"]


def work(steps: Steps, email: str) -> Counter[str]:
    """What the last step takes: how many statements of which kind, on which table, and hashes."""
    client = Client()
    for address, fields in steps:
        cache.clear()
        CountingHasher.count = 0
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(
                f"/accounts/{address}", {name: value.format(email=email) for name, value in fields.items()}
            )
        assert answer.status_code in {200, 302}
    return statements(queries) + Counter({"hash": CountingHasher.count})


def statements(queries: CaptureQueriesContext) -> Counter[str]:
    outside = [query["sql"] for query in queries if not WITHIN.match(query["sql"])]
    return Counter(f"{sql.split()[0]} {','.join(TABLE.findall(sql))}" for sql in outside)


@pytest.mark.parametrize("door", DOORS)
def test_the_work_is_the_same_for_known_and_unknown(door, people):
    expected = work(DOORS[door], f"nobody-{list(DOORS).index(door)}@example.net")
    assert {email: work(DOORS[door], email) for email in people} == dict.fromkeys(people, expected)
    assert any(kind.startswith("INSERT") for kind in expected)  # something is seen at all


def test_a_guess_takes_what_it_takes_with_a_password_of_wordpress(people, settings, monkeypatch):
    settings.PASSWORD_HASHERS += ["accounts.hashers.PhpassHasher", "accounts.hashers.WordPressBcryptHasher"]
    guesses: Counter[str] = Counter()
    for hasher in (PhpassHasher, WordPressBcryptHasher):

        def counted(self, password, old, matches=hasher.matches):
            guesses[old[:4]] += 1
            return matches(self, password, old)

        monkeypatch.setattr(hasher, "matches", counted)
    for name, old in FORMER.items():
        account(f"{name}@example.org").confirm_email()
        User.objects.filter(email=f"{name}@example.org").update(password=stored(old))
    door = [("login/", {"login": "{email}", "password": "it's wrong"})]
    found = {}
    for email in ("nobody@example.net", *people, *(f"{name}@example.org" for name in FORMER)):
        guesses.clear()
        found[email] = work(door, email) + guesses
    assert found == dict.fromkeys(found, found["nobody@example.net"])
    # By both backends, with the apostrophe as it is and behind a backslash.
    assert guesses == {"$P$5": 4, "$2y$": 4}


def test_a_code_sent_once_more_goes_to_nobody_where_nobody_is(people):
    before = OutgoingMail.objects.count()
    work(DOORS["code, once more"], "nobody@example.net")
    assert OutgoingMail.objects.count() == before + 2


def test_signing_up_again_leaves_a_line_in_the_log_and_no_account(people):
    accounts = User.objects.count()
    work(SIGN_UP, "known@example.org")
    assert User.objects.count() == accounts
    entry = AuditEntry.objects.latest("number")
    assert (entry.verb, entry.actor_id) == ("sign_up_refused", None)
    assert entry.subject_id == str(User.objects.get(email="known@example.org").pk)


def test_wrong_codes_for_nobody_are_in_the_log_too(people):
    work(DOORS["reset, wrong code for the last time"], "nobody@example.net")
    entries = AuditEntry.objects.filter(verb="code_rejected").order_by("number")
    assert [entry.details["last_attempt"] for entry in entries] == [False, False, True]
    assert {entry.subject_id for entry in entries} == {""}
