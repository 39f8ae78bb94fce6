"""Hashes that WordPress, phpass and PHP wrote, and the sign-ins that end them."""

import hashlib
import time

import bcrypt
import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.test import Client

from accounts import hashers
from accounts.models import User
from newsroom import sign_in_settings

# Made by others: the tests of phpass and of libraries that read it, and PHP's password_hash.
KNOWN = [
    ("test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"),
    ("test1", "$H$9aaaaaSXBjgypwqm.JsMssPLiS8YQ00"),
    ("123456", "$P$BVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F/"),
    ("!?!#?#?#$&@&@!&@", "$P$Buvd5FQxkeXJnDarN7..wRMwRKJeZ40"),
    ("JohnRipper", "$P$612345678si5M0DDyPpmRCmcltU/YW/"),
    ("ąćęłóńśźż", "$P$ByXWbzDvVAJ0jxvNp5sv4xYPIRXJJ1."),
    ("grimoire-test-123", "$wp$2y$12$iWN5xRwDE7i9R5jVJvCyqOxS1CNnwUggQaF8O2W9Bg8TuXQz.ngrS"),
    ("BigBike@2026", "$wp$2y$10$qeleDSuDaeZO5fBsEqFReeWdlqaDnBDBzB16hFgsFnhN9qFBIihvm"),
    ("password", "5F4DCC3B5AA765D61D8327DEB882CF99"),
]
PHPASS = dict(KNOWN)["test12345"]
BCRYPT = dict(KNOWN)["BigBike@2026"]


@pytest.fixture(autouse=True)
def real_hashers(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = sign_in_settings.SAME_EVERYWHERE["PASSWORD_HASHERS"]


def kept(old: str) -> str:
    encoded = hashers.stored(old)
    assert encoded
    return encoded


def phpass(password: bytes, rounds: str = "5") -> str:
    """By the documented algorithm, with the fewest rounds."""
    digest = hashlib.md5(b"saltsalt" + password, usedforsecurity=False).digest()
    for _round in range(1 << hashers.ITOA64.index(rounds)):
        digest = hashlib.md5(digest + password, usedforsecurity=False).digest()
    return f"$P${rounds}saltsalt{hashers.itoa64(digest)}"


@pytest.mark.parametrize(("password", "old"), KNOWN)
def test_known_hashes_open_for_their_password_alone(password: str, old: str):
    encoded = kept(old)
    assert len(encoded) <= User._meta.get_field("password").max_length
    assert check_password(password, encoded)
    assert not check_password(password + "x", encoded)
    assert identify_hasher(encoded).must_update(encoded)
    assert old[12:] not in str(identify_hasher(encoded).safe_summary(encoded))


def test_bcrypt_of_a_plugin_sees_the_first_72_bytes():
    old = bcrypt.hashpw(b"a" * 72, bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$")
    assert check_password("a" * 90, kept(old))
    assert not check_password("a" * 71, kept(old))
    assert not check_password("a" * 71 + "\0a", kept(old))


def test_md5_is_not_kept_as_it_was():
    assert "5f4dcc3b5aa765d61d8327deb882cf99" not in kept("5f4dcc3b5aa765d61d8327deb882cf99")


@pytest.mark.parametrize("typed", ['O\'Brien "the" \\', '  O\'Brien "the" \\\n'])
@pytest.mark.parametrize("hashed", [b'O\'Brien "the" \\', rb"O\'Brien \"the\" \\"])
def test_quotes_were_hashed_with_a_backslash_or_without(typed: str, hashed: bytes):
    assert check_password(typed, kept(phpass(hashed)))


@pytest.mark.parametrize(
    "old",
    [
        "",
        "*",
        "password",
        "$P$",
        "$P$BVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F",
        "$P$BVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F/x",
        "$P$BVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F!",
        "$P$RVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F/",
        BCRYPT.replace("$10$", "$31$"),
        BCRYPT.replace("$2y$", "$9y$"),
        "$generic$abc",
        "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA",
        "5f4dcc3b5aa765d61d8327deb882cf9g",
        PHPASS + "\n",
    ],
)
def test_what_is_no_hash_or_takes_too_long_is_not_taken(old: str):
    assert hashers.stored(old) is None


@pytest.mark.parametrize(
    "encoded",
    [
        "phpass$$P$zVaXtDXwf/ceSVp8VpLKx8bS2Y4O5F/",
        "wordpress_bcrypt$$2y$ab$x",
        f"wordpress_bcrypt$$2y$04${'a' * 53}",
        "phpass$",
        "wordpress_md5$x$y",
    ],
)
def test_damaged_hash_in_the_database_opens_for_nobody(encoded: str):
    assert not check_password("password", encoded)


def test_endless_password_costs_little():
    began = time.process_time()
    assert not check_password("x" * 2_000_000, f"phpass${PHPASS}")
    assert time.process_time() - began < 5  # hashed 2048 times it would be 4 GB


@pytest.mark.parametrize(("password", "old"), [("test12345", PHPASS), ("BigBike@2026", BCRYPT)])
def test_first_sign_in_ends_the_old_hash(client: Client, reader: User, password: str, old: str):
    reader.confirm_email()
    User.objects.filter(pk=reader.pk).update(password=kept(old))
    client.post("/accounts/login/", {"login": reader.email, "password": "wrong"})
    assert User.objects.get(pk=reader.pk).password == kept(old)
    client.post("/accounts/login/", {"login": reader.email, "password": password})
    assert client.session["_auth_user_id"] == str(reader.pk)
    assert User.objects.get(pk=reader.pk).password.startswith("argon2$")
    assert client.get("/accounts/me/").status_code == 200
    again = Client()
    again.post("/accounts/login/", {"login": reader.email, "password": password})
    assert again.session["_auth_user_id"] == str(reader.pk)


@pytest.mark.parametrize("old", [PHPASS, BCRYPT])
def test_wrong_guess_takes_about_as_long_as_with_a_new_hash(old: str):
    def seconds(encoded: str) -> float:
        began = time.process_time()
        assert not check_password("wrong", encoded)
        return time.process_time() - began

    new = make_password("right")
    ratios = sorted(seconds(kept(old)) / seconds(new) for _again in range(5))
    assert 0.5 < ratios[2] < 2


def test_desk_shows_old_hashes_masked(desk: Client, reader: User):
    User.objects.filter(pk=reader.pk).update(password=kept(BCRYPT))
    page = desk.get(f"/admin/accounts/user/{reader.pk}/change/")
    assert page.status_code == 200
    assert BCRYPT[20:] not in page.text
    assert "wordpress_bcrypt" in page.text
