from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from comments import editing, moderation
from comments.decisions import Act
from comments.models import Comment, Report
from tests.comments.said import say
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
    with django_assert_num_queries(6) as captured:
        desk.get(LIST)
    Comment.objects.all().delete()
    comments(article, 30)
    with django_assert_num_queries(len(captured)):
        desk.get(LIST)


@pytest.fixture
def said(published: Callable[..., Article], reader: User) -> Comment:
    return say(published(), "Call 555.", user=reader)


def opened(desk: Client, comment: Comment) -> dict[str, str]:
    """What its form sends, if nobody changes anything."""
    form = desk.get(f"{LIST}{comment.pk}/change/").context["adminform"].form
    return {name: form[name].value() for name in form.fields}


def test_what_is_changed_by_hand_is_saved(desk: Client, said: Comment):
    desk.post(f"{LIST}{said.pk}/change/", {**opened(desk, said), "body": "<p>Call.</p>", "status": "rejected"})
    said.refresh_from_db()
    assert (said.body, said.status) == ("<p>Call.</p>", "rejected")


def test_only_authors_remove(desk: Client, said: Comment):
    form = opened(desk, said)
    assert 'value="withdrawn"' not in desk.get(f"{LIST}{said.pk}/change/").text
    assert "Select a valid choice" in desk.post(f"{LIST}{said.pk}/change/", {**form, "status": "withdrawn"}).text


def test_what_its_author_removed_does_not_come_back(desk: Client, said: Comment, reader: User):
    form = opened(desk, said)
    editing.remove(said.pk, by=reader)
    assert "This comment has been removed." in desk.post(f"{LIST}{said.pk}/change/", form).text
    said.refresh_from_db()
    assert (said.body, said.status) == ("", "withdrawn")
    assert "Removed by its author" in desk.get(f"{LIST}{said.pk}/change/").text


def test_an_old_form_overrules_nobody(desk: Client, said: Comment, reporter: User):
    form = opened(desk, said)
    moderation.put([said.pk], Comment.Status.SPAM, Act(by=reporter))
    assert "Nothing was saved" in desk.post(f"{LIST}{said.pk}/change/", {**form, "body": "<p>Other.</p>"}).text
    said.refresh_from_db()
    assert (said.body, said.status) == ("<p>Call 555.</p>", "spam")


def test_who_may_only_look_sees_it_all(client: Client, said: Comment):
    client.force_login(account("looker@example.org", "comments.view_comment", is_staff=True))
    page = client.get(f"{LIST}{said.pk}/change/").text
    assert "Call 555." in page
    assert "seen" not in page.lower()


def test_correcting_a_word_settles_no_report(desk: Client, said: Comment, reporter: User):
    Report.objects.create(comment=said, user=reporter, reason="insult")
    Comment.objects.update(report_weight=1.5)
    desk.post(f"{LIST}{said.pk}/change/", {**opened(desk, said), "body": "<p>Call.</p>"})
    said.refresh_from_db()
    assert (said.body, said.report_weight, Report.objects.get().outcome) == ("<p>Call.</p>", 1.5, "")
    desk.post(f"{LIST}{said.pk}/change/", {**opened(desk, said), "status": "spam"})
    assert Report.objects.get().outcome == "upheld"
