from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import permissions, publishing, workflow
from articles.models import Article
from articles.publishing import Refused
from tests.conftest import account


def test_whoever_it_is_assigned_to_may_work_on_it(draft: Any, editor: User, reporter: User):
    article = draft()
    due = timezone.now() + timedelta(hours=3)
    assert not permissions.may_work_on(reporter, article)
    revision = workflow.assign(article, to=reporter, by=editor, due_at=due, note="Ask the mayor")
    assert permissions.may_work_on(reporter, article)
    assert (article.assigned_to, article.due_at) == (reporter, due)
    assert revision
    assert (revision.verb, revision.note, revision.created_by) == ("assign", "Ask the mayor", editor)
    entry = AuditEntry.objects.get(verb="assign_article")
    assert (entry.subject_id, entry.details["to"]) == (str(article.pk), reporter.pk)
    workflow.assign(article, to=None, by=editor)
    assert not permissions.may_work_on(reporter, article)


def test_mail_to_whoever_it_is_assigned_to_says_nothing_of_the_text(draft: Any, editor: User, reporter: User):
    article = draft("Mayor resigns", body="<p>Secret</p>")
    workflow.assign(article, to=reporter, by=editor, note="Call the deputy")
    assert workflow.assign(article, to=reporter, by=editor) is None
    (sent,) = mail.outbox
    assert sent.to == [reporter.email]
    assert f"/admin/articles/article/{article.pk}/change/" in sent.body
    assert not any(word in sent.body + sent.subject for word in ("Mayor", "Secret", "deputy"))


def test_who_assigns_and_to_whom(draft: Any, editor: User, reporter: User, reader: User):
    article = draft(by=reporter)
    with pytest.raises(PermissionDenied):
        workflow.assign(article, to=reporter, by=reporter)
    left = account("left@example.org", "articles.change_article", is_staff=True, is_active=False)
    looks = account("looks@example.org", "articles.view_article", is_staff=True)
    for person in (reader, left, looks):
        with pytest.raises(Refused):
            workflow.assign(article, to=person, by=editor)
    assert {each.email for each in workflow.assignees()} == {editor.email, reporter.email}


def test_sent_back_with_a_note_to_its_writer(draft: Any, editor: User, reporter: User):
    article = draft(by=reporter)
    workflow.submit(article, by=reporter)
    with pytest.raises(Refused):
        workflow.send_back(article, by=editor, note="  ")
    with pytest.raises(PermissionDenied):
        workflow.send_back(article, by=reporter, note="Back to me")
    workflow.send_back(article, by=editor, note="Who says so?")
    assert article.status == Article.Status.DRAFT
    back = workflow.sent_back(article)
    assert back
    assert (back.note, back.created_by) == ("Who says so?", editor)
    assert [sent.to for sent in mail.outbox] == [[reporter.email]]
    assert "Who says" not in mail.outbox[0].body
    workflow.submit(article, by=reporter)
    assert workflow.sent_back(article) is None
    workflow.mark_ready(article, by=editor)
    assert mail.outbox[-1].subject.endswith("An article of yours is ready")
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"send_back_article", "submit_article"}


def test_what_is_live_is_not_sent_back(published: Any, editor: User):
    with pytest.raises(Refused):
        workflow.send_back(published(), by=editor, note="No")


def test_assigning_leaves_what_is_unpublished_unpublished(published: Any, editor: User, reporter: User):
    article = published("Live one")
    article.headline = "Not yet"
    publishing.save(article, by=None)
    workflow.assign(article, to=reporter, by=editor)
    article.refresh_from_db()
    assert article.headline == "Live one"
    assert article.working_copy.content["headline"] == "Not yet"
    publishing.update(article, by=None)
    assert article.headline == "Not yet"


def test_whom_it_waits_for(draft: Any, editor: User, reporter: User):
    article = draft()
    assert workflow.waits_for(article) == ""
    workflow.assign(article, to=reporter, by=editor)
    assert str(reporter) in workflow.waits_for(article)
    workflow.submit(article, by=reporter)
    assert "editor" in workflow.waits_for(article)


def test_old_form_takes_nobody_their_article(client: Client, editor: User, reporter: User, draft):
    client.force_login(editor)
    article = draft()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    shown = page.context["turn"]["form"]["was"].value()
    assert 'name="_assign-was"' in page.text
    workflow.assign(article, to=reporter, by=None)
    address = reverse("admin:articles_article_assign", args=[article.pk])
    told = client.post(address, {"_assign-to": "", "_assign-was": shown}, follow=True).text
    assert "Someone else assigned it meanwhile" in told
    article.refresh_from_db()
    assert article.assigned_to == reporter
    client.post(address, {"_assign-to": "", "_assign-was": workflow.as_shown(article)})
    article.refresh_from_db()
    assert article.assigned_to is None
