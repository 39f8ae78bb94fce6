"""A long table of users is taken over in batches: others wait for one of them at most, and it can be run again."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from accounts import audit, names
from accounts.models import AuditEntry, User, name_key
from newsroom.wordpress import users
from tests.newsroom.wordpress.test_users import HEAD, PHPASS, Bring, bring

__all__ = ["bring"]
FIVE = [HEAD, *(f"u{number},u{number}@example.org,Ruth Ames {number},subscriber,{PHPASS}" for number in range(5))]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "BATCH", 2)


def test_each_batch_is_one_entry_of_the_audit_log(bring: Bring):
    assert "account: 5 carried over" in bring(*FIVE)
    counts = AuditEntry.objects.filter(verb="import_accounts").order_by("number").values_list("details", flat=True)
    assert list(counts) == [{"accounts": 2}, {"accounts": 2}, {"accounts": 1}]
    audit.verify()


def test_run_that_broke_off_goes_on_where_it_was(bring: Bring, monkeypatch: pytest.MonkeyPatch):
    record, calls = audit.record, []

    def breaks_off(*args: Any, **about: Any) -> AuditEntry:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return record(*args, **about)

    monkeypatch.setattr(users.audit, "record", breaks_off)
    with pytest.raises(RuntimeError):
        bring(*FIVE)
    assert sorted(User.objects.values_list("email", flat=True)) == ["u0@example.org", "u1@example.org"]
    assert EmailAddress.objects.count() == 2
    assert "account: 3 carried over, 2 unchanged" in bring(*FIVE)
    assert User.objects.count() == EmailAddress.objects.count() == 5
    assert sum(entry.details["accounts"] for entry in AuditEntry.objects.filter(verb="import_accounts")) == 5


def test_account_opened_meanwhile_is_left_as_it_is(bring: Bring, monkeypatch: pytest.MonkeyPatch):
    write = users.Users._write

    def opened_meanwhile(importing: users.Users, made: list[users.Made]) -> None:
        write(importing, made)
        User.objects.get_or_create(email="U4@example.org", display_name="Opened meanwhile")

    monkeypatch.setattr(users.Users, "_write", opened_meanwhile)
    assert "account: 4 carried over, 1 unchanged" in bring(*FIVE)
    assert User.objects.get(email="U4@example.org").display_name == "Opened meanwhile"


def test_what_takes_long_is_done_while_nobody_waits(bring: Bring, monkeypatch: pytest.MonkeyPatch):
    chosen, others_wait, outside = names.chosen, [], len(connection.savepoint_ids)  # of this test's own transaction

    def looks(text: str, *, by: User) -> str:
        others_wait.append(len(connection.savepoint_ids) > outside)
        return chosen(text, by=by)

    monkeypatch.setattr(names, "chosen", looks)
    bring(*FIVE)
    assert others_wait == [False] * 5


def test_names_of_the_desk_are_theirs_within_one_file_too(bring: Bring):
    table = [
        HEAD,
        f"a,a@example.org,Ruth Ames,editor,{PHPASS}",
        f"b,b@example.org,Ruth Arnes,editor,{PHPASS}",
        f"c,c@example.org,RUTH AMES,subscriber,{PHPASS}",
    ]
    for is_dry_run in (True, False):
        said = bring(*table, dry_run=is_dry_run)
        assert "account: 3 carried over" in said
        assert "2 × Names nobody may have here were left out" in said
    kept = User.objects.order_by("email").values_list("display_name", "name_key")
    assert list(kept) == [("Ruth Ames", name_key.of("Ruth Ames")), ("", ""), ("", "")]
