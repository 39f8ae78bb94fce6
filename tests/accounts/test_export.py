"""A person's own data, handed to them."""

import csv
import json
import tracemalloc
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import cache

from accounts import export
from accounts.models import AuditEntry, User
from comments.models import Comment
from comments.models.comment import path_step
from tests.accounts.journey import ADDRESS, BIO, BROWSER, EMAIL, NAME, OPINION, OTHER_EMAIL, Journey, comment
from tests.conftest import Published, account

pytestmark = pytest.mark.django_db
PAGE = "/accounts/export/"


@pytest.fixture(autouse=True)
def _no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def journey(published: Published, reader: User) -> Journey:
    journey = Journey()
    journey.sign_up()
    journey.say_who_they_are()
    journey.read_and_write(published(), reader)
    journey.confirm()
    return journey


def unpacked(response: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    tables = {
        name[:-4]: list(csv.DictReader(StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
        for name in archive.namelist()
        if name.endswith(".csv")
    }
    return json.loads(archive.read("data.json")), tables


def test_export_has_everything_once_in_json_and_in_csv(journey: Journey):
    response = journey.client.post(PAGE)
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "no-store"
    data, tables = unpacked(response)
    kinds = set(data) - {"site", "exported_at"}
    assert kinds == set(tables)
    assert kinds == {
        *("profile", "email_addresses", "ways_to_sign_in", "sessions", "connected_accounts", "activity"),
        *("comments", "saved_articles", "follows"),
        *("former_texts_of_comments", "recommended_comments", "reported_comments", "reported_errors"),
        *("ignored_readers", "muted_discussions", "decisions_of_moderators", "appeals"),
        *("replies_and_mentions", "mail_about_replies"),
    }
    (profile,) = data["profile"]
    assert (profile["email"], profile["public_name"], profile["about"]) == (EMAIL, NAME, BIO)
    assert [comment["text"] for comment in data["comments"]] == [f"<p>{OPINION}</p>", "<p>And that is all I say.</p>"]
    assert data["comments"][0]["ip"] == ADDRESS
    assert data["saved_articles"][0]["headline"] == "Council votes on the bridge"
    assert [(follow["kind"], follow["name"]) for follow in data["follows"]] == [("category", "News")]
    assert data["connected_accounts"][0]["extra_data"]["email"] == OTHER_EMAIL
    assert {session["user_agent"] for session in data["sessions"]} == {BROWSER}
    assert "sign_up" in {entry["what"] for entry in data["activity"]}
    for kind in kinds:
        assert len(tables[kind]) == len(data[kind])
        assert all(list(row) == list(data[kind][0]) for row in tables[kind])


def test_picture_is_in_it(journey: Journey):
    archive = ZipFile(BytesIO(b"".join(journey.client.post(PAGE).streaming_content)))
    assert archive.read("portrait.webp")[8:12] == b"WEBP"


def test_nothing_of_others_and_no_secret_is_in_it(journey: Journey, reader: User):
    journey.set_up_factors()
    comment(Comment.objects.latest("pk").article, None, "A guest", guest_name="Guest", guest_email=EMAIL)
    archive = ZipFile(BytesIO(b"".join(journey.client.post(PAGE).streaming_content)))
    everything = "\n".join(archive.read(name).decode() for name in archive.namelist() if name != "portrait.webp")
    assert not [secret for secret in journey.secrets if secret in everything]
    assert "So it does" not in everything
    assert "A guest" not in everything
    assert reader.email not in everything
    assert "argon2" not in everything
    assert "Authenticator" in everything


def test_article_that_was_taken_back_is_named_by_its_number_alone(journey: Journey):
    article = Comment.objects.filter(user=journey.user).first().article
    type(article).objects.update(status="draft", headline="Secret until Friday")
    data, _ = unpacked(journey.client.post(PAGE))
    assert "Secret" not in json.dumps(data)
    assert data["saved_articles"][0]["number"] == article.pk


def test_asks_who_it_is_first(journey: Journey):
    journey.client.post("/accounts/logout/")
    assert journey.client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
    journey.client.post("/accounts/login/", {"login": EMAIL, "password": "a river runs through it"})
    response = journey.client.get(PAGE)
    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert journey.client.post(PAGE)["Location"] == PAGE


def test_export_is_in_the_audit_log_and_has_a_limit(journey: Journey):
    for _ in range(3):
        assert journey.client.post(PAGE).status_code == 200
    assert journey.client.post(PAGE).status_code == 429
    entries = AuditEntry.objects.filter(verb="export_account", actor_id=journey.user.pk)
    assert entries.count() == 3


@pytest.mark.parametrize("start", [*"=+-@\t\r\n＝＋－＠", " =", "\u00a0@", "\u200b+", "\ufeff\u202e=", " \t\0-"])
def test_no_cell_of_a_table_is_a_formula(start: str):
    formula = f"{start}HYPERLINK(A1)"
    assert export.cell(formula) == f"'{formula}"
    assert export.cell({"a": formula}).startswith("{")
    assert export.cell(-3) == "-3"


def test_formula_in_a_name_is_harmless_in_csv_and_unchanged_in_json(journey: Journey):
    User.objects.update(display_name="=1+1")
    data, tables = unpacked(journey.client.post(PAGE))
    assert data["profile"][0]["public_name"] == "=1+1"
    assert tables["profile"][0]["public_name"] == "'=1+1"


def test_more_comments_need_no_more_memory(published: Published):
    article, user = published(), account("busy@example.org")

    def write(first: int, last: int) -> None:
        Comment.objects.bulk_create(
            Comment(article=article, user=user, body="<p>word </p>" * 100, path=path_step(article.created_at, number))
            for number in range(first, last)
        )

    def peak() -> int:
        tracemalloc.start()
        sum(map(len, export.archive(user)))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    write(0, 2500)  # more than the database hands over at a time
    peak()  # what is loaded once
    first = peak()
    write(2500, 6000)
    assert peak() < first * 1.3
