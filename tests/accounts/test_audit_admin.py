"""The audit log at the desk: found by who, what, about what and when; changed by nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, User
from tests.conftest import account

LIST = reverse("admin:accounts_auditentry_changelist")


@pytest.fixture
def entries(reader: User, administrator: User, time_machine) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Lynx"})
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=40), tick=False)
    audit.record("sign_in", by=reader, request=request, methods=["password", "mfa:totp"])
    time_machine.move_to(now, tick=False)
    audit.record("deactivate_user", by=administrator, request=request, subject=reader)
    audit.record("import_articles", by=None, articles=12)
    audit.record("change_email", by=reader, request=request, personal={"from": "old@example.org"})


def shown(desk: Client, **query: str) -> list[int]:
    page = desk.get(LIST, query)
    assert page.status_code == 200
    return [entry.number for entry in page.context["cl"].result_list]


def test_newest_stand_first_with_who_what_and_from_where(desk: Client, entries: None):
    page = desk.get(LIST).text
    assert shown(desk) == [4, 3, 2, 1]
    for words in ("reader@example.org", "administrator@example.org", "deactivate user", "192.0.2.7", "mfa:totp"):
        assert words in page
    assert "old@example.org" in page


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("reader@example.org", [4, 2, 1]),
        ("READER@", [4, 2, 1]),
        ("administrator@example.org", [2]),
        ("nobody@example.org", []),
        ("sign_in", [1]),
        ("email", [4]),
        ("reader@example.org email", [4]),
        ("no-such-verb", []),
        ("2027-02-31", []),
        ("\0", [4, 3, 2, 1]),
    ],
)
def test_search_finds_by_address_and_verb(desk: Client, entries: None, words: str, numbers: list[int]):
    assert shown(desk, q=words) == numbers


def test_search_finds_by_subject_and_day(desk: Client, entries: None, reader: User):
    assert shown(desk, q=f"user {reader.pk}") == [2]
    assert shown(desk, q=f"user {reader.pk + 1000}") == []
    assert shown(desk, q=f"{timezone.localdate() - timedelta(days=40)}") == [1]


def test_filters_by_verb_and_date(desk: Client, entries: None):
    assert shown(desk, verb="change_email") == [4]
    assert shown(desk, verb="change_email\0") == [4]
    since = timezone.now() - timedelta(days=7)
    assert shown(desk, at__gte=since.isoformat()) == [4, 3, 2]
    assert [value for value, _ in desk.get(LIST).context["cl"].filter_specs[0].lookup_choices] == [
        "change_email",
        "deactivate_user",
        "import_articles",
        "sign_in",
    ]


def test_erased_person_is_a_number(desk: Client, entries: None, reader: User):
    audit.forget(reader)
    number = reader.pk
    reader.delete()
    page = desk.get(LIST).text
    assert f"account {number}, which is no more" in page
    assert "reader@example.org" not in page
    assert shown(desk) == [4, 3, 2, 1]


def test_entry_can_be_read_and_not_changed(desk: Client, entries: None):
    entry = AuditEntry.objects.get(number=2)
    address = reverse("admin:accounts_auditentry_change", args=[2])
    page = desk.get(address)
    assert "Lynx" in page.text
    assert entry.hash in page.text
    assert 'type="submit"' not in page.text.partition("submit-row")[2].partition("</div>")[0]
    assert desk.post(address, {"verb": "sweep"}).status_code == 403
    assert desk.post(reverse("admin:accounts_auditentry_delete", args=[2]), {"post": "yes"}).status_code == 403
    assert desk.get(reverse("admin:accounts_auditentry_add")).status_code == 403
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [2], "post": "yes"})
    assert audit.verify().number == 4


def test_who_may_not_read_it_gets_nothing(client: Client, editor: User, entries: None):
    client.force_login(editor)
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("admin:accounts_auditentry_change", args=[2])).status_code == 403
    client.force_login(account("auditor@example.org", "accounts.view_auditentry", is_staff=True))
    assert shown(client) == [4, 3, 2, 1]


def test_list_costs_the_same_for_few_and_many_and_counts_no_table(
    desk: Client, entries: None, administrator: User, django_assert_num_queries
):
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(30):
        audit.record("sign_in", by=account(f"reader{number}@example.org"), subject=administrator)
    with django_assert_num_queries(len(few)) as many:
        desk.get(LIST)
    counts = [query["sql"] for query in many if "COUNT(" in query["sql"] and "auditentry" in query["sql"]]
    assert [sql for sql in counts if "LIMIT 5000" not in sql] == []
    assert len(counts) == 1


def test_tables_of_allauth_are_not_at_the_desk(desk: Client):
    page = desk.get("/admin/").text
    for address in ("/admin/mfa/", "/admin/account/", "/admin/usersessions/", "/admin/socialaccount/"):
        assert address not in page
        assert desk.get(address).status_code == 404
