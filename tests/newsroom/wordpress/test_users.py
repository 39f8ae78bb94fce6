"""Accounts made of a table of WordPress's users."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import AuditEntry, User
from articles.models import Author
from newsroom import sign_in_settings
from newsroom.wordpress import user_file
from tests.conftest import account
from tests.newsroom.wordpress import export

PHPASS = "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"  # test12345, from the tests of phpass
BCRYPT = "$wp$2y$10$qeleDSuDaeZO5fBsEqFReeWdlqaDnBDBzB16hFgsFnhN9qFBIihvm"  # BigBike@2026, by PHP
HEAD = "user_login,user_email,display_name,roles,user_pass"
TABLE = [
    HEAD,
    f"rames,ruth@example.org,Ruth Ames,author,{PHPASS}",
    f"ida,Ida@Example.org,Ida Quill,administrator,{BCRYPT}",
    f"sub,sub@example.org,sub,subscriber,{PHPASS}",
    "e77,eve@example.org,Eve,shop_manager,",
]
Bring = Callable[..., str]


@pytest.fixture
def bring(db: None, tmp_path: Path) -> Bring:
    """Writes the lines into a file, imports it, and returns what the command said."""

    def bring(*lines: str, content: bytes | None = None, file: Path | None = None, **options: bool) -> str:
        path, out = tmp_path / "users.csv", StringIO()
        path.write_bytes("\n".join(lines or TABLE).encode() if content is None else content)
        call_command("import_wordpress", *([file] if file else []), users=path, stdout=out, **options)
        return out.getvalue()

    return bring


def kept(email: str) -> tuple[str, bool, bool, list[str]]:
    user = User.objects.get(email=email)
    return user.display_name, user.is_staff, user.is_superuser, [group.name for group in user.groups.all()]


def everything() -> list[list[tuple]]:
    models = (User, EmailAddress, Author, User.groups.through, AuditEntry)
    return [sorted(model.objects.values_list(), key=repr) for model in models]


def test_everyone_gets_an_account(bring: Bring):
    said = bring()
    assert kept("ruth@example.org") == ("Ruth Ames", True, False, ["Reporter"])
    assert kept("ida@example.org") == ("Ida Quill", True, False, ["Administrator"])
    assert kept("sub@example.org") == ("", False, False, [])
    assert kept("eve@example.org") == ("Eve", False, False, [])
    assert User.objects.get(email="ruth@example.org").password == f"phpass${PHPASS}"
    assert User.objects.get(email="ida@example.org").password == f"wordpress_bcrypt${BCRYPT}"
    assert not User.objects.get(email="eve@example.org").has_usable_password()
    assert not EmailAddress.objects.filter(verified=True).exists()
    assert "account: 4 carried over" in said
    assert "Roles unknown here make nobody one of the desk: shop_manager\n    line 5: eve@example.org" in said
    assert AuditEntry.objects.filter(verb="import_accounts").count() == 1


def test_second_run_changes_nothing(bring: Bring):
    bring()
    before = everything()
    said = bring()
    assert everything() == before
    assert "account: 4 unchanged" in said
    assert "No change" in said


def test_dry_run_says_the_same_and_writes_nothing(bring: Bring):
    before = everything()
    said = bring(dry_run=True)
    assert everything() == before
    assert "account: 4 carried over" in said
    assert "nothing was written" in said


def test_accounts_that_are_here_are_left_as_they_are(bring: Bring, administrator: User, reader: User):
    other = account("other@example.org", display_name="Other")
    EmailAddress.objects.create(user=other, email="second@example.org", verified=True)
    before = everything()
    said = bring(
        HEAD,
        f"a,ADMINISTRATOR@example.org,Mallory,subscriber,{PHPASS}",
        f"b,Reader@Example.ORG,Mallory,administrator,{PHPASS}",
        f"c,second@example.org,Mallory,administrator,{PHPASS}",
    )
    assert everything() == before
    assert "account: 3 unchanged" in said


def test_bad_lines_are_named_and_the_rest_is_taken(bring: Bring):
    said = bring(
        HEAD,
        f"a,not an address,A,editor,{PHPASS}",
        "",
        f'b,"two@example.org\nBcc: x@example.org",B,editor,{PHPASS}',
        f"c,{'c' * 250}@example.org,C,editor,{PHPASS}",
        f"d,good@example.org,Good,editor,{PHPASS}",
        f"e,GOOD@example.org,Mallory,administrator,{PHPASS}",
        "f",
    )
    assert kept("good@example.org") == ("Good", True, False, ["Editor"])
    assert User.objects.count() == 1
    assert "4 × Not an e-mail address" in said
    assert "line 2: not an address" in said
    assert "line 4: two@example.org" in said
    assert "stands in the file before\n    line 8: GOOD@example.org" in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"name,role\nx,y\n", "names no column"),
        (b"PK\x03\x04\xff\xfe", "UTF-8"),
        ("user_email\nä@example.org".encode("utf-16"), "UTF-8"),
        (b"user_email,name\nok@example.org,ok\nx@example.org,\xff\n", "UTF-8"),
        (b'user_email,name\nok@example.org,ok\nx@example.org,"never closed\n', "Line 3 is broken"),
        (b"user_email,name\nok@example.org,ok\nx@example.org," + b"x" * 140_000, "Line 3 is broken"),
        (b'user_email,name\nok@example.org,ok\nx@example.org,"a"b\n', "Line 3 is broken"),
    ],
)
def test_broken_file_is_refused_as_a_whole(bring: Bring, content: bytes, why: str):
    with pytest.raises(CommandError, match=why):
        bring(content=content)
    assert not User.objects.exists()


def test_too_much_is_refused(bring: Bring, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(user_file, "MOST", 3)
    with pytest.raises(CommandError, match="more than 3 people"):
        bring()
    monkeypatch.setattr(user_file, "LARGEST", 10)
    with pytest.raises(CommandError, match="larger than"):
        bring()
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/dev/zero", "/no/such/file", "/tmp"])
def test_what_is_no_file_is_refused(db: None, path: str):
    with pytest.raises(CommandError, match="is not a file"):
        call_command("import_wordpress", users=Path(path))


def test_one_of_both_has_to_be_named():
    with pytest.raises(CommandError, match="--users"):
        call_command("import_wordpress")


@pytest.mark.parametrize("heading", ["E-Mail;Name;Role;Hash", "email\tdisplay_name\troles\tpassword_hash"])
def test_headings_are_understood_in_many_ways(bring: Bring, heading: str):
    line = ("quill@example.org", "Ida Quill", "editor", PHPASS)
    bring(content=b"\xef\xbb\xbf" + f"{heading}\r\n{(';' if ';' in heading else chr(9)).join(line)}\r\n".encode())
    assert kept("quill@example.org") == ("Ida Quill", True, False, ["Editor"])


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ("Administrator", ["Administrator"]),
        ("contributor|editor", ["Editor"]),
        ("subscriber,author", ["Reporter"]),
        ('a:2:{s:6:"editor";b:1;s:13:"administrator";b:0;}', ["Editor"]),
        ("superuser", []),
        ("is_superuser", []),
        ("", []),
    ],
)
def test_roles(bring: Bring, given: str, role: list[str]):
    quoted = given.replace('"', '""')
    bring(HEAD, f'x,x@example.org,Xenia,"{quoted}",{PHPASS}')
    assert kept("x@example.org")[2:] == (False, role)


def test_role_that_was_removed_here_is_not_given(bring: Bring):
    Group.objects.get(name="Reporter").delete()
    assert "no such role here any more: Reporter" in bring()
    assert kept("ruth@example.org")[1:] == (False, False, [])


@pytest.mark.parametrize("name", ["Administrator", "ruth@example.org", "rames", "<b></b>", "a" * 90])
def test_name_nobody_may_have_is_left_out(bring: Bring, name: str):
    bring(HEAD, f"rames,ruth@example.org,{name},subscriber,{PHPASS}")
    shown = kept("ruth@example.org")[0]
    assert shown == "" if len(name) < 90 else len(shown) <= 50


def test_author_of_the_articles_gets_the_account(bring: Bring, tmp_path: Path):
    parts = export.author("rames", "Ruth Ames"), export.author("ida", "Ida", 2), export.author("sub", "Sub", 3)
    file = export.written(tmp_path / "export.xml", *parts)
    taken = account("taken@example.org")
    call_command("import_wordpress", file, stdout=StringIO())
    Author.objects.filter(name="Ida").update(user=taken)
    said = bring()
    assert "author: 2 updated" in said
    assert Author.objects.get(name="Ruth Ames").user == User.objects.get(email="ruth@example.org")
    assert Author.objects.get(name="Ida").user == taken
    assert "No change" in bring()


def test_both_files_at_once_find_authors_by_their_address(bring: Bring, tmp_path: Path):
    file = export.written(tmp_path / "export.xml", export.author("rames", "Ruth Ames"))
    bring("email,name", "rames@example.org,Ruth Ames", file=file)
    assert Author.objects.get(name="Ruth Ames").user == User.objects.get(email="rames@example.org")


def test_stranger_with_the_address_of_an_author_gets_nothing(bring: Bring, tmp_path: Path):
    call_command("import_wordpress", export.written(tmp_path / "x.xml", export.author("rames", "R")), stdout=StringIO())
    stranger = account("ruth@example.org")
    EmailAddress.objects.create(user=stranger, email=stranger.email, primary=True)
    bring()
    assert Author.objects.get(name="R").user is None
    stranger.confirm_email()
    bring()
    assert Author.objects.get(name="R").user == stranger


@pytest.fixture
def real_hashers(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = sign_in_settings.SAME_EVERYWHERE["PASSWORD_HASHERS"]


def sign_in(client: Client, email: str, password: str) -> str:
    answer = client.post("/accounts/login/", {"login": email, "password": password})
    return answer.headers.get("Location", "")


def code() -> str:
    (found,) = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    return found


@pytest.mark.parametrize(
    ("email", "password", "then"),
    [("sub@example.org", "test12345", "/accounts/me/"), ("ida@example.org", "BigBike@2026", "/accounts/2fa/")],
)
def test_old_password_signs_in_after_a_mailed_code(client: Client, bring: Bring, real_hashers, email, password, then):
    bring()
    assert sign_in(client, email, "wrong") == ""
    assert sign_in(client, email, password) == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    client.post("/accounts/confirm-email/", {"code": code()})
    user = User.objects.get(email=email)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.password.startswith("argon2$")
    assert client.get(then).status_code == 200
    if user.is_staff:
        assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_desk_that_is_vouched_for_needs_no_code(client: Client, bring: Bring, real_hashers):
    bring(trust_staff=True)
    assert sign_in(client, "ida@example.org", "BigBike@2026") != "/accounts/confirm-email/"
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"
    assert not EmailAddress.objects.filter(email="sub@example.org", verified=True).exists()


def test_address_that_somebody_else_signed_up_with_gives_them_nothing(bring: Bring):
    stranger = Client()
    stranger.post("/accounts/signup/", {"email": "ida@example.org", "password1": "a river runs through it"})
    bring(trust_staff=True)
    assert kept("ida@example.org") == ("", False, False, [])
    assert not EmailAddress.objects.filter(email="ida@example.org", verified=True).exists()
    stranger.post("/accounts/login/", {"login": "ida@example.org", "password": "a river runs through it"})
    assert "_auth_user_id" not in stranger.session


def test_reader_before_an_editor_in_the_file_loses_the_name_they_share(bring: Bring):
    said = bring(HEAD, "u1,u1@example.org,Ruth Ames,subscriber,", "u2,u2@example.org,Ruth Ames,editor,")
    assert kept("u1@example.org")[0] == ""
    assert kept("u2@example.org")[0] == "Ruth Ames"
    assert "Names nobody may have here were left out" in said
