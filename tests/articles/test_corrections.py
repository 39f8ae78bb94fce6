"""What we say was wrong stays said, in the verbs and in the database."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import AuditEntry
from articles import corrections, publishing
from articles.models import Article, Correction
from articles.publishing import Refused, Stale
from tests.conftest import account

WRONG = "The council has twelve members, not eleven."


def correct(article, by=None, **said):
    return corrections.correct(article, by=by, **{"kind": "correction", "text": WRONG, **said})


def test_correction_is_kept_with_who_when_and_where(published, editor):
    article = published()
    correction = correct(article, editor, place=" Third \n paragraph ", text=f" {WRONG}\r\nSorry.\0 ")
    correction.refresh_from_db()
    assert (correction.place, correction.text) == ("Third paragraph", f"{WRONG}\nSorry.")
    assert correction.created_by == editor
    assert correction.created_at <= timezone.now()
    newest = article.revisions.first()
    assert (newest.verb, newest.created_by, newest.is_published) == ("correct", editor, True)
    assert WRONG in newest.note
    entry = AuditEntry.objects.order_by("number").last()
    assert (entry.verb, entry.actor_id, entry.subject_id) == ("correct_article", editor.pk, str(article.pk))


@pytest.mark.parametrize(
    "said",
    [{"text": " \n"}, {"text": "x" * 5001}, {"place": "x" * 201}, {"kind": "apology"}, {"text": "\0"}],
    ids=["nothing", "too much", "too long a place", "no such kind", "only what databases refuse"],
)
def test_correction_that_says_nothing_proper_is_refused(said, published):
    article = published()
    with pytest.raises(Refused):
        correct(article, **said)
    assert not article.corrections.exists()


def test_only_what_readers_see_is_corrected(published, draft):
    for article in (draft("Draft"), published("Later", at=timezone.now() + timedelta(days=1)), published("Down")):
        if article.slug == "down":
            publishing.take_down(article, by=None, reason="It was another bridge.")
        with pytest.raises(Refused):
            correct(article)
    assert not Correction.objects.exists()


def test_nobody_is_told_the_same_twice(published):
    article = published()
    first = correct(article)
    with pytest.raises(Refused):
        correct(article)
    corrections.withdraw_correction(first, by=None, reason="It was eleven after all.")
    assert correct(article).pk != first.pk


@pytest.mark.parametrize("verb", ["correct", "withdraw"])
def test_it_takes_the_right_to_publish_and_to_work_on_that_article(verb, published, reporter):
    article = published()
    said = correct(article)
    acts = {
        "correct": lambda by: correct(article, by, text="Another"),
        "withdraw": lambda by: corrections.withdraw_correction(said, by=by, reason="x"),
    }
    publisher = account("p@example.org", "articles.publish_article", "articles.view_article", is_staff=True)
    for person in (reporter, publisher):
        with pytest.raises(PermissionDenied):
            acts[verb](person)
    Article.objects.filter(pk=article.pk).update(assigned_to=publisher)
    corrections.withdraw_correction(said, by=publisher, reason="It was eleven.")


def test_correction_is_withdrawn_once_and_with_a_reason(published, editor):
    said = correct(published())
    with pytest.raises(Refused):
        corrections.withdraw_correction(said, by=editor, reason=" ")
    with pytest.raises(Refused):
        corrections.withdraw_correction(said, by=editor, reason="x" * 1001)
    found = corrections.withdraw_correction(said, by=editor, reason="It was eleven.\0")
    assert (found.withdrawal_reason, found.withdrawn_by) == ("It was eleven.", editor)
    with pytest.raises(Refused):
        corrections.withdraw_correction(said, by=editor, reason="Once more")
    assert said.article.revisions.first().verb == "withdraw_correction"


def test_correction_and_the_changed_text_go_out_together(published, editor):
    article = published()
    article.standfirst = "Twelve of them."
    copy = publishing.save(article, by=editor)
    with pytest.raises(Stale):
        correct(article, editor, updates_from=copy.number + 1)
    article.refresh_from_db()
    assert article.standfirst == ""
    assert not article.corrections.exists()
    correct(article, editor, updates_from=copy.number)
    article.refresh_from_db()
    assert article.standfirst == "Twelve of them."
    assert article.corrections.exists()
    with pytest.raises(Stale):
        correct(article, editor, text="Another", updates_from=copy.number)


def refused(act):
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        act()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_database_lets_no_correction_be_changed_or_deleted(published, editor):
    article = published()
    said = correct(article, editor)
    rows = Correction.objects.filter(pk=said.pk)
    other = published("Another")
    changes = {"text": "x", "place": "x", "type": "retraction", "created_at": timezone.now(), "article": other}
    for name, value in changes.items():
        refused(lambda change={name: value}: rows.update(**change))
    refused(rows.delete)
    refused(article.delete)
    corrections.withdraw_correction(said, by=editor, reason="It was eleven.")
    refused(lambda: rows.update(withdrawal_reason="Another"))
    refused(lambda: rows.update(withdrawn_at=None, withdrawal_reason=""))
    rows.update(created_by=None, withdrawn_by=None)
    if connection.vendor == "sqlite":
        statement = "INSERT OR REPLACE INTO articles_correction SELECT * FROM articles_correction"
        refused(lambda: connection.cursor().execute(statement))
    else:
        refused(lambda: connection.cursor().execute("TRUNCATE articles_correction CASCADE"))
    assert rows.get().text == WRONG


def test_account_that_is_erased_leaves_the_correction(published, editor):
    said = correct(published(), editor)
    editor.delete()
    said.refresh_from_db()
    assert said.created_by is None
    assert said.text == WRONG
