from django.test import Client
from django.urls import reverse

from comments.models import Comment
from tests.conftest import account

LIST = reverse("admin:comments_comment_changelist")


def comments(article, count: int) -> list[Comment]:
    return [
        Comment.objects.create(article=article, path=f"{number:012}", body=f"<p>Word {number}</p>", guest_name="Guest")
        for number in range(count)
    ]


def test_actions_set_the_status(desk: Client, published):
    first, second, third = comments(published(), 3)
    for action, comment in (("approve", first), ("reject", second), ("mark_as_spam", third)):
        desk.post(LIST, {"action": action, "_selected_action": [comment.pk]})
    assert [comment.status for comment in Comment.objects.order_by("path")] == ["approved", "rejected", "spam"]


def test_who_may_only_look_cannot_moderate(client: Client, published):
    client.force_login(account("looker@example.org", "comments.view_comment", is_staff=True))
    (comment,) = comments(published(), 1)
    client.post(LIST, {"action": "approve", "_selected_action": [comment.pk]})
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_list_costs_the_same_for_1_and_30(desk: Client, published, django_assert_num_queries):
    article = published()
    comments(article, 1)
    desk.get(LIST)
    with django_assert_num_queries(11) as captured:
        desk.get(LIST)
    Comment.objects.all().delete()
    comments(article, 30)
    with django_assert_num_queries(len(captured)):
        desk.get(LIST)
