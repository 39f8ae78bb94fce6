import subprocess
import sys

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts import passwords
from accounts.models import User
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("123456789", "password_too_short"),
        ("x" * 1025, "password_too_long"),
        ("1234567890", "password_breached"),
        ("PaSsWoRd123", "password_breached"),
        ("ｐａｓｓｗｏｒｄ１２３", "password_breached"),
        ("ncc1701d  ncc1701d", None),
        ("a river runs through it", None),
        ("x" * 1024, None),
        ("пароль моей бабушки", None),
        ("          !          ", None),
    ],
)
def test_what_is_refused_and_what_is_not(password: str, code: str | None):
    try:
        validate_password(password)
        found = []
    except ValidationError as error:
        found = [problem.code for problem in error.error_list]
    assert (code in found) if code else not found


@pytest.mark.parametrize("password", ["reader@example.org", "readerexample"])
def test_own_address_is_no_password(password: str):
    with pytest.raises(ValidationError, match="too similar"):
        validate_password(password, User(email="reader@example.org"))


def test_both_lists_are_read():
    assert len(passwords.breached()) > 39_000
    assert {"football1234", "chocolate1"} & passwords.breached()


def test_lists_are_not_read_before_they_are_needed():
    code = "import accounts.passwords as p, sys; print(p.breached.cache_info().currsize, 'zxcvbn' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "False"]


def test_sign_up_says_why(client: Client, db):
    page = client.post("/accounts/signup/", {"email": "new@example.org", "password1": "password123"})
    assert "list of stolen ones" in page.text
    assert not User.objects.exists()


def test_help_asks_for_no_kinds_of_characters():
    said = " ".join(password_validators_help_texts())
    assert "at least 10 characters" in said
    assert "uppercase" not in said
