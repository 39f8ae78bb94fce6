"""Second reviews at the desk: that no byte says what was decided, who may do what, and the pages about agreement."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import moderation, sanctions, second_reviews
from comments.decisions import Act
from comments.models import Comment, Decision, Note, Reason, Report, SecondReview
from tests.comments.admin.test_desk import DESK, JSON
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
REVIEWS = f"{DESK}reviews/"
# What differs between any two answers: a token and a nonce of their own.
OWN = re.compile(r'(?:csrfmiddlewaretoken\\?" value|nonce)=\\?"[^"\\]+\\?"')
HELD = [{"rule": "suspect_words", "words": "fool"}]


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


def of_role(name: str, role: str) -> User:
    user = account(f"{name.lower()}@example.org", display_name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def first(db: None) -> User:
    return of_role("First", "Moderator")


@pytest.fixture
def at_desk(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Another moderator's browser; and every decision is drawn."""
    monkeypatch.setattr(second_reviews, "chance", lambda: 0.0)
    client.force_login(of_role("Second", "Moderator"))
    return client


def decided(article: Article, by: User, status: Comment.Status, **fields: Any) -> SecondReview:
    comment = say(article, "You fool.", status=Status.PENDING, held_for=HELD, **fields)
    moderation.put([comment.pk], status, Act(by=by, words="Not like that."))
    return SecondReview.objects.get(comment=comment)


def asked(client: Client, number: int) -> list[str]:
    """Everything that a reviewer is sent."""
    acts = [
        ("claim/", {"number": number}),
        ("decide/", {"number": number, "verb": "spam"}),
        ("undo/", {"act": number}),
        ("decide/", {"number": number}),
    ]
    pages = [client.get(REVIEWS).text]
    pages += [client.post(f"{REVIEWS}{path}", form, headers=JSON).text for path, form in acts]
    pages += [client.post(f"{REVIEWS}decide/", {"number": number, "verb": "approve"}, follow=True).text]
    return [OWN.sub("", page) for page in pages]


def what_came_of_it(comment: Comment, status: Comment.Status, by: User) -> None:
    """As it goes on: who is approved is answered and reported, who is not is warned and talked about."""
    if status == Status.APPROVED:
        say(comment.article, "Not so.", comment)
        Report.objects.create(comment=comment, user=account("late@example.org"), reason="insult")
        Comment.objects.filter(pk=comment.pk).update(
            held_for=[*HELD, {"rule": "reports", "words": ""}], recommendations=3, report_weight=1.5
        )
    elif status == Status.REJECTED:
        assert comment.user
        sanctions.impose(comment.user, sanctions.Kind.BAN, "No more.", by=by)
        Note.objects.create(comment=comment, text="Again.", by=by)


def test_no_byte_says_what_was_decided(at_desk: Client, article: Article, first: User, reader: User, editor: User):
    found: dict[str, list[str]] = {}
    number = 0
    at_desk.get(REVIEWS)
    for status in (Status.APPROVED, Status.REJECTED, Status.SPAM, Status.RETURNED):
        with transaction.atomic():
            above = say(article, "What a plan.", created_at=timezone.now() - timedelta(days=3))
            comment = say(article, "You fool.", above, status=Status.PENDING, user=reader, held_for=HELD)
            Report.objects.create(comment=comment, user=editor, reason="insult", text="Look at that.")
            moderation.put([comment.pk], status, Act(by=first, reason=Reason.objects.first()))
            what_came_of_it(comment, status, first)
            number = number or SecondReview.objects.get().pk
            SecondReview.objects.update(id=number)  # sequences count on
            found[status] = asked(at_desk, number)
            assert SecondReview.objects.get().verdict == "approve"
            transaction.set_rollback(True)
    page = found["approved"][0]
    assert all(
        words in page for words in ("You fool.", "What a plan.", "Suspect words: fool", "Look at that.", "Reader")
    )
    assert "You fool." in found["approved"][3]
    for status, pages in found.items():
        assert pages == found["approved"], status


def test_the_page_costs_the_same_for_one_and_for_many(at_desk: Client, article: Article, first: User):
    counts = []
    at_desk.get(REVIEWS)
    for many in (1, 20):
        for _ in range(many):
            decided(article, first, Status.SPAM)
        with CaptureQueriesContext(connection) as queries:
            assert at_desk.get(REVIEWS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_go_on_where_the_last_one_ended(at_desk: Client, article: Article, first: User):
    for _ in range(27):
        decided(article, first, Status.APPROVED)
    page = at_desk.get(REVIEWS)
    rest = at_desk.get(f"{REVIEWS}?{page.context['next']}")
    assert [len(each.context["cards"]) for each in (page, rest)] == [25, 2]
    assert rest.context["next"] == ""


def test_who_decided_sees_nothing_and_who_does_not_moderate_neither(
    client: Client, at_desk: Client, article: Article, first: User
):
    review = decided(article, first, Status.SPAM)
    client.force_login(first)
    assert "You fool." not in client.get(REVIEWS).text
    answer = client.post(f"{REVIEWS}decide/", {"number": review.pk, "verb": "spam"}, headers=JSON)
    assert (answer.status_code, answer.json()["skipped"]) == (409, [review.pk])
    client.force_login(account("new@example.org", "comments.change_comment", is_staff=True))
    assert "Second reviews" not in client.get(DESK).text
    for path in ("", "agreement/", "disagreements/"):
        assert client.get(f"{REVIEWS}{path}").status_code == 403
    for path in ("decide/", "undo/", "claim/"):
        assert client.post(f"{REVIEWS}{path}", {"number": review.pk}).status_code == 403
    assert SecondReview.objects.get().verdict == ""


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30, "1\0", "-1"])
def test_hostile_numbers_do_nothing(at_desk: Client, article: Article, first: User, number: str):
    decided(article, first, Status.SPAM)
    for path, form in (("decide/", {"number": number, "verb": "spam"}), ("undo/", {"act": number})):
        assert at_desk.post(f"{REVIEWS}{path}", form, headers=JSON).status_code == 409
    assert at_desk.post(f"{REVIEWS}claim/", {"number": number}).status_code == 200
    assert at_desk.get(REVIEWS, {"after": number}).status_code == 200
    assert SecondReview.objects.filter(verdict="", by=None).exists()


def test_only_verdicts_about_a_comment(at_desk: Client, article: Article, first: User):
    review = decided(article, first, Status.SPAM)
    for verb in ("feature", "ban", "hold", ""):
        answer = at_desk.post(f"{REVIEWS}decide/", {"number": review.pk, "verb": verb}, headers=JSON)
        assert answer.status_code == 409
    assert SecondReview.objects.get().verdict == ""


def test_leads_see_who_disagrees_and_open_both(client: Client, at_desk: Client, article: Article, first: User):
    review = decided(article, first, Status.REJECTED)
    at_desk.post(f"{REVIEWS}decide/", {"number": review.pk, "verb": "approve"})
    same = decided(article, first, Status.SPAM)
    at_desk.post(f"{REVIEWS}decide/", {"number": same.pk, "verb": "spam"})
    assert at_desk.get(f"{REVIEWS}disagreements/").status_code == 403
    page = at_desk.get(f"{REVIEWS}agreement/").text
    assert "2 decisions were looked at again; 1 would have been decided the same." in page
    assert "too few to say" in page
    assert "First" not in page
    client.force_login(of_role("Lead", "Editor"))
    assert "First" in client.get(f"{REVIEWS}agreement/").text
    page = client.get(f"{REVIEWS}disagreements/").text
    assert page.count("You fool.") == 1
    assert all(words in page for words in ("rejected", "approved", "First", "Second", "Not like that."))
    for address in (f"/admin/comments/comment/{review.comment_id}/change/", f"{DESK}log/?comment={review.comment_id}"):
        assert address in page
        assert client.get(address).status_code == 200


def test_disagreements_page_by_page(client: Client, at_desk: Client, article: Article, first: User, editor: User):
    at = timezone.now()
    for n in range(27):
        review = decided(article, first, Status.SPAM)
        SecondReview.objects.filter(pk=review.pk).update(
            verdict="approve", by=editor, at=at - timedelta(minutes=n // 3)
        )
    client.force_login(of_role("Lead", "Editor"))
    page = client.get(f"{REVIEWS}disagreements/")
    rest = client.get(f"{REVIEWS}disagreements/?{page.context['older']}")
    shown = [row["review"].pk for each in (page, rest) for row in each.context["rows"]]
    assert sorted(shown) == sorted(SecondReview.objects.values_list("pk", flat=True))
    assert client.get(f"{REVIEWS}disagreements/?before=0").status_code == 404


def test_it_decides_nothing(at_desk: Client, article: Article, first: User):
    review = decided(article, first, Status.SPAM)
    at_desk.post(f"{REVIEWS}decide/", {"number": review.pk, "verb": "approve"})
    assert Comment.objects.get(pk=review.comment_id).status == "spam"
    assert Decision.objects.count() == 1


def test_a_comment_drawn_twice_shows_each_what_was_reported_before(
    at_desk: Client, article: Article, first: User, reader: User
):
    early = decided(article, first, Status.APPROVED)
    Report.objects.create(comment=early.comment, user=reader, reason="spam", text="It sells.")
    moderation.put([early.comment_id], Status.REJECTED, Act(by=first))
    cards = at_desk.get(REVIEWS).context["cards"]
    assert [card.reports for card in cards] == [[], ["Advertising or spam: It sells."]]
