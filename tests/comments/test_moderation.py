"""What is done to comments at the desk, and that it is recorded with who did it."""

from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from comments import moderation
from comments.models import Comment, Decision
from tests.comments.test_thread import comment

Status = Comment.Status


def entries() -> list[tuple[str, int | None, str]]:
    found = AuditEntry.objects.filter(subject_type="comments.comment").order_by("number")
    return list(found.values_list("verb", "actor_id", "subject_id"))


def test_an_act_is_recorded_once_whatever_it_decided(published, editor: User):
    article = published()
    first, second, _third = (comment(article, status=status) for status in ("pending", "approved", "pending"))
    assert moderation.decide(Comment.objects.all(), Status.APPROVED, by=editor) == 2
    assert entries() == []
    entry = AuditEntry.objects.get(verb="approve_comment")
    act = Decision.objects.values_list("bulk", flat=True).distinct().get()
    assert (entry.verb, entry.actor_id) == ("approve_comment", editor.pk)
    assert entry.details == {"act": str(act), "count": 2}  # the log of decisions has each of them
    assert moderation.decide(Comment.objects.all(), Status.APPROVED, by=editor) == 0
    assert moderation.decide(Comment.objects.filter(pk=second.pk), Status.SPAM, by=None) == 1
    assert moderation.decide(Comment.objects.filter(pk=first.pk), Status.SPAM, by=editor) == 1
    assert entries() == [
        ("mark_comment_as_spam", None, str(second.pk)),
        ("mark_comment_as_spam", editor.pk, str(first.pk)),
    ]
    assert AuditEntry.objects.first().details == {"article": article.pk}
    assert set(Comment.objects.values_list("status", flat=True)) == {"approved", "spam"}


def test_what_the_desk_edits_is_recorded_without_the_words(desk: Client, published, administrator: User):
    said = comment(published(), "My telephone is 555-0100.")
    address = reverse("admin:comments_comment_change", args=[said.pk])
    seen = desk.get(address).context["adminform"].form["seen"].value()
    form = {"status": "rejected", "body": "<p>My telephone is …</p>", "guest_name": "Pat", "seen": seen}
    assert desk.post(address, form).status_code == 302
    assert entries() == [
        ("reject_comment", administrator.pk, str(said.pk)),
        ("edit_comment", administrator.pk, str(said.pk)),
    ]
    assert "555-0100" not in str(AuditEntry.objects.values())


def test_deletion_is_recorded(desk: Client, published, administrator: User):
    one, two = comment(published()), comment(Comment.objects.get().article)
    desk.post(reverse("admin:comments_comment_delete", args=[one.pk]), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    desk.post(reverse("admin:comments_comment_changelist"), action)
    assert not Comment.objects.exists()
    assert entries() == [("delete_comment", administrator.pk, str(each)) for each in (one.pk, two.pk)]
