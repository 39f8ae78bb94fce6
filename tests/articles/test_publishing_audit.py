"""Every editorial verb is in the audit log, with who did it; what is refused is not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article
from tests.conftest import rewrite


def verbs(article: Article) -> list[str]:
    found = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk))
    return list(found.order_by("number").values_list("verb", flat=True))


def test_each_verb_is_recorded(draft, editor: User):
    article = draft()
    publishing.submit(article, by=editor)
    publishing.mark_ready(article, by=editor)
    publishing.schedule(article, by=editor, at=timezone.now() + timedelta(hours=1))
    publishing.unpublish(article, by=editor)
    publishing.publish(article, by=editor)
    article.headline = "Changed"
    rewrite(article, by=editor)
    publishing.take_down(article, by=editor, reason="It was wrong.")
    done = ["save", "submit", "ready", "schedule", "unpublish", "publish", "save", "update", "take_down"]
    assert verbs(article) == [f"{verb}_article" for verb in done]
    last = AuditEntry.objects.latest("number")
    assert (last.actor_id, last.details) == (editor.pk, {"revision": 9, "status": "taken_down"})
    assert set(AuditEntry.objects.values_list("actor_id", flat=True)) == {None, editor.pk}


def test_what_is_refused_is_not_recorded(published, draft, reporter: User, editor: User):
    live, other = published(), draft("Another one")
    with pytest.raises(PermissionDenied):
        publishing.unpublish(live, by=reporter)
    with pytest.raises(publishing.Refused):
        publishing.publish(live, by=editor)
    other.headline = "Of a form that nobody was given"
    with pytest.raises(publishing.Stale):
        publishing.save(other, by=editor, expected_revision=7)
    assert verbs(live) == ["save_article", "publish_article"]
    assert verbs(other) == ["save_article"]


def test_from_the_desk_it_says_from_where(client: Client, draft, administrator: User):
    article = draft()
    client.force_login(administrator)
    action = {"action": "submit_selected", "_selected_action": [article.pk]}
    asked = client.post(reverse("admin:articles_article_changelist"), action)
    sent = {"token": asked.context["token"]}
    client.post(reverse("admin:articles_article_bulk_do"), sent, headers={"User-Agent": "Lynx"})
    entry = AuditEntry.objects.get(verb="submit_article")
    assert entry.personal == {"email": administrator.email, "ip": "127.0.0.1", "agent": "Lynx"}


def test_deleted_draft_is_recorded_and_what_was_seen_stays(desk: Client, draft, published, administrator: User):
    never, seen = draft(), published("Another one")
    desk.post(reverse("admin:articles_article_delete", args=[never.pk]), {"post": "yes", "_seen": "1"})
    assert list(Article.objects.all()) == [seen]
    entry = AuditEntry.objects.get(verb="delete_article")
    assert (entry.actor_id, entry.subject_id) == (administrator.pk, str(never.pk))
    with pytest.raises(publishing.Refused):
        publishing.delete(seen, by=administrator)
    assert verbs(seen) == ["save_article", "publish_article"]


def test_reporter_deletes_nothing(draft, reporter: User):
    with pytest.raises(PermissionDenied):
        publishing.delete(draft(), by=reporter)
    assert Article.objects.count() == 1


def test_end_of_the_log_is_locked_after_tags_and_addresses(published, editor: User):
    """In another order two people who save and rename at once would wait for each other."""
    article = published()
    publishing.unpublish(article, by=editor)
    article.slug = "another-place"
    with CaptureQueriesContext(connection) as captured:
        publishing.save(article, by=editor, tags=["Bridges"])
    asked = [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]
    others = [place for place, sql in enumerate(asked) if "taggit" in sql or "formeraddress" in sql]
    log = [place for place, sql in enumerate(asked) if "audit" in sql]
    assert others
    assert max(others) < min(log)
