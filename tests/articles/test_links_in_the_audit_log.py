"""What is done with a preview link stands in the history of its article in the audit log."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from articles import preview_links

pytestmark = pytest.mark.django_db


def test_every_word_from_outside_is_about_the_article(client: Client, editor: User, administrator: User, draft: Any):
    article = draft()
    made = preview_links.create(article, name="Ada Counsel", by=editor)
    page = reverse("articles:preview", args=[made.token])
    for sent in ({"text": "Which bridge?"}, {"text": "Which bridge?"}, {"approve": "1"}, {"approve": "1"}):
        assert client.post(page, sent).status_code == 303
    preview_links.revoke(made.link, by=editor)
    found = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk)).order_by("number")
    entries = [(entry.verb, entry.actor_id) for entry in found if "link" in entry.details]
    outside = [("remark_by_preview_link", None), ("approve_by_preview_link", None)]
    assert entries == [("make_preview_link", editor.pk), *outside, ("revoke_preview_link", editor.pk)]
    assert "Ada Counsel" not in str([entry.details for entry in found])  # details stay for ever
    assert "Which bridge?" not in str([entry.details for entry in found])
    client.force_login(administrator)
    shown = client.get(f"{reverse('admin:accounts_auditentry_changelist')}?q=article+{article.pk}").text
    assert "approve by preview link" in shown
