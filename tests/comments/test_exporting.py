"""Comments in a file: what is in it, what is not, and that nothing in a table is a formula."""

import csv
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles.models import Article
from comments import exporting, moderation
from comments.decisions import Act
from comments.exporting import Wanted
from comments.models import Comment, Discussion, FormerText
from tests.comments.said import BEGINNING, say
from tests.conftest import Published, account

EXPORT = "/admin/comments/moderation/export/"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "＝1",
    " ＠SUM(1)",
    "\ufeff+1",
]


@pytest.fixture
def article(published: Published) -> Article:
    return published("=cmd|' /C calc'!A0", slug="bridge")


def records(wanted: Wanted | None = None) -> list[dict[str, Any]]:
    written = b"".join(exporting.json_lines(wanted or Wanted())).decode()
    return [json.loads(line) for line in written.splitlines()]


def table(wanted: Wanted | None = None) -> list[dict[str, str]]:
    written = b"".join(exporting.table(wanted or Wanted())).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(written, newline="")))


def test_a_file_has_all_there_is_of_a_comment(article: Article, reader: User):
    first = say(article, "First", user=reader, source="First", ip_address="192.0.2.7")
    say(article, "Second", parent=first, guest_email="pat@example.org", status="spam", featured_note="x")
    FormerText.objects.create(comment=first, source="Before", body="<p>Before</p>", until=first.created_at)
    head, one, two, end = records()
    assert (head["format"], head["version"], end) == ("newsroom comments", 1, {"end": True, "comments": 2})
    assert one["author"] == {"name": reader.public_name, "account": reader.pk, "site": ""}
    assert (one["status"], one["visible_replies"], two["status"], two["parent"]) == ("approved", 0, "spam", first.pk)
    assert one["article"]["address"].endswith("/news/bridge/")
    assert [(each["text"], each["public"]) for each in one["former_texts"]] == [("<p>Before</p>", True)]
    assert "pat@example.org" not in json.dumps([one, two])
    assert "192.0.2.7" not in json.dumps([one, two])
    assert "decisions" not in one


def test_addresses_networks_and_decisions_are_there_for_who_asks(article: Article, administrator: User):
    said = say(article, guest_email="pat@example.org", ip_address="192.0.2.7")
    moderation.put([said.pk], Comment.Status.REJECTED, Act(by=administrator, words="No."))
    _head, found, _end = records(Wanted(has_private=True, has_decisions=True))
    assert (found["author"]["email"], found["network"]) == ("pat@example.org", "192.0.2.7")
    assert [(each["verb"], each["words"], each["by_id"]) for each in found["decisions"]] == [
        ("reject", "No.", administrator.pk)
    ]
    assert table(Wanted(has_private=True))[0]["email"] == "pat@example.org"
    assert "email" not in table()[0]


def test_days_and_articles_are_chosen(article: Article, published: Published):
    other = published("Harbour")
    days = [say(article, created_at=BEGINNING - timedelta(days=number)) for number in range(3)]
    say(other, created_at=BEGINNING)
    day = timezone.localdate(days[1].created_at)
    begin, end = exporting.between(day, day)
    assert [each["id"] for each in records(Wanted(since=begin, until=end))[1:-1]] == [days[1].pk]
    assert len(records(Wanted(article=other.pk))) == 3


def test_what_is_withheld_is_in_no_file(article: Article):
    say(article, "Secret")
    Discussion.objects.update(withheld_at=timezone.now())
    assert len(records()) == 2
    assert table() == []


def test_batches_leave_nothing_out(article: Article, published: Published, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting, "BATCH", 2)
    other = published("Harbour")
    for number in range(5):
        first = say(article, f"{number}")
        say(article, "reply", parent=first)
        say(other, f"{number}")
    found = [each["id"] for each in records()[1:-1]]
    assert found == list(Comment.objects.order_by("article_id", "path").values_list("pk", flat=True))
    assert len(table()) == 15


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(article: Article, formula: str):
    """T25: what guests write and call themselves is opened in a spreadsheet one day."""
    say(article, formula, guest_name=formula, guest_email=f"{formula.strip()}@example.org", featured_note=formula)
    [row] = table(Wanted(has_private=True))
    assert row["headline"] == f"'{article.headline}"
    unseen = str.maketrans("", "", " \t\r\n\u00a0\u200b\ufeff")
    for name in ("name", "email", "text", "featured_note", "headline"):
        assert row[name].translate(unseen)[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}, name
    assert row["name"] == f"'{formula}"


def test_the_command_writes_a_file_and_the_log_knows(article: Article, tmp_path: Path):
    say(article)
    path = tmp_path / "comments.jsonl"
    call_command("export_comments", path, "--article", f"https://news.example.org/news/{article.slug}/")
    assert len(path.read_text().splitlines()) == 3
    call_command("export_comments", path, "--from", "2020-01-01", "--to", "2020-01-02", "--format", "csv")
    assert len(path.read_text("utf-8-sig").splitlines()) == 1
    assert AuditEntry.objects.filter(verb="export_comments").count() == 2


def test_moderators_take_comments_along_and_the_log_knows(client: Client, administrator: User, article: Article):
    say(article, "Said", guest_email="pat@example.org")
    client.force_login(administrator)
    assert "Take comments along" in client.get(EXPORT).text
    assert 'name="until"' in client.post(EXPORT, {"form": "xlsx"}).text
    answer = client.post(EXPORT, {"form": "csv", "article": article.pk})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="comments-')
    assert answer.streaming
    written = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [row["text"] for row in csv.DictReader(StringIO(written))] == ["Said"]
    entry = AuditEntry.objects.get(verb="export_comments")
    assert (entry.actor_id, entry.details["form"], entry.details["article"]) == (
        administrator.pk,
        "csv",
        str(article.pk),
    )
    assert "pat@example.org" not in written


def test_who_does_not_moderate_takes_nothing(client: Client, article: Article, db: None):
    client.force_login(account("desk@example.org", is_staff=True))
    assert client.get(EXPORT).status_code == 403
    assert client.post(EXPORT, {"form": "csv"}).status_code == 403
    assert not AuditEntry.objects.filter(verb="export_comments").exists()
