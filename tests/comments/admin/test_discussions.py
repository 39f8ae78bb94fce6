"""A whole discussion at the desk: what is decided about it, by two at once too, and that others may not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import discussions, steering
from comments.models import Decision, Discussion
from comments.steering import Act
from tests.comments.admin.test_desk import DESK
from tests.comments.said import say
from tests.conftest import account

LIST = f"{DESK}discussions/"
ACTS = ["mode", "close", "open", "slow", "speed", "withhold", "restore"]


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    made = published()
    say(made, "What I saw.")
    return made


@pytest.fixture
def moderator(db: None) -> User:
    return account("mo@example.org", "comments.change_comment", display_name="Mo", is_staff=True)


@pytest.fixture
def at_desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def post(client: Client, article: Article, name: str, **sent: Any) -> Any:
    """With how it is shown now, unless `sent` says otherwise."""
    form = client.get(f"{LIST}{article.pk}/").context["forms"][name]
    return client.post(f"{LIST}{article.pk}/{name}/", {"seen": form.initial["seen"], **sent}, follow=True)


def now() -> Discussion:
    return Discussion.objects.get()


def test_a_round_of_everything(at_desk: Client, article: Article):
    assert "Done: moderated otherwise" in post(at_desk, article, "mode", mode="before", mode_note="A court case.").text
    assert "A court case." in at_desk.get(article.get_absolute_url()).text
    assert "Done: closed" in post(at_desk, article, "close", is_now="on", closed_note="It got personal.").text
    assert "It got personal." in at_desk.get(article.get_absolute_url()).text
    assert "Done: opened" in post(at_desk, article, "open").text
    until = f"{timezone.localtime() + timedelta(hours=3):%Y-%m-%dT%H:%M}"
    page = post(at_desk, article, "slow", slow_seconds="90", slow_until=until, why="They shout.").text
    assert "each reader waits 90 seconds" in page
    assert "They shout." in page
    assert "Done: no longer slowed down" in post(at_desk, article, "speed").text
    assert "Done: withheld" in post(at_desk, article, "withhold", withheld_note="A court decides.").text
    assert "What I saw." not in at_desk.get(article.get_absolute_url()).text
    listed = at_desk.get(LIST)
    ((row, states),) = listed.context["discussions"]
    assert (row.pk, len(states)) == (article.pk, 2)
    assert "Done: restored" in post(at_desk, article, "restore").text
    assert "What I saw." in at_desk.get(article.get_absolute_url()).text
    for made in Decision.objects.order_by("-pk"):
        answer = at_desk.post(f"{DESK}undo/", {"act": made.bulk, "discussion": article.pk}, follow=True)
        assert answer.redirect_chain[0][0] == f"{LIST}{article.pk}/"
        assert [str(each) for each in answer.context["messages"]] == ["Undone."]
    assert not discussions.differing(timezone.now()).exists()
    assert "None. Everywhere" in at_desk.get(LIST).text


def test_it_closes_by_the_clock_of_the_publication(at_desk: Client, moderator: User, article: Article):
    """In winter and in summer; in the hour that comes twice or not at all nobody guesses."""
    with time_machine.travel(datetime(2027, 1, 10, 12, tzinfo=UTC)):
        at_desk.force_login(moderator)  # a session of that day
        assert "America/New_York, EST" in at_desk.get(f"{LIST}{article.pk}/").text
        for typed, meant in (("2027-02-01T20:00", 1), ("2027-07-01T20:00", 0)):
            post(at_desk, article, "close", closes_at=typed)
            assert now().closes_at == datetime(2027, *((2, 2) if meant else (7, 2)), meant, tzinfo=UTC)
            post(at_desk, article, "open")
        assert "there is no 02:30" in post(at_desk, article, "close", closes_at="2027-03-14T02:30").text
        assert "comes twice" in post(at_desk, article, "slow", slow_seconds="60", slow_until="2027-11-07T01:30").text
        assert "That time is over" in post(at_desk, article, "close", closes_at="2027-01-01T12:00").text
        assert "Give the time" in post(at_desk, article, "close", closes_at="").text
        assert now().closes_at is None


def test_who_was_slower_is_told_and_loses_no_word(at_desk: Client, article: Article):
    other = account("co@example.org", "comments.change_comment", display_name="Cora", is_staff=True)
    seen = at_desk.get(f"{LIST}{article.pk}/").context["forms"]["withhold"].initial["seen"]
    steering.withhold(article.pk, "Because of Cora.", act=Act(other))
    steering.restore(article.pk, act=Act(other))
    steering.withhold(article.pk, "Because of Cora.", act=Act(other))
    answer = at_desk.post(
        f"{LIST}{article.pk}/withhold/", {"seen": seen, "withheld_note": "Mine.", "why": "Long words"}
    )
    assert answer.status_code == 409
    assert "This was changed since it was shown here." in answer.text
    assert "Last: withheld, by Cora." in answer.text
    assert now().withheld_note == "Because of Cora."
    closed = at_desk.get(f"{LIST}{article.pk}/").context["forms"]["close"].initial["seen"]
    steering.close(article.pk, "Hers.", at=timezone.now() + timedelta(hours=1), act=Act(other))
    again = at_desk.post(f"{LIST}{article.pk}/close/", {"seen": closed, "closed_note": "My words.", "is_now": "on"})
    assert (again.status_code, now().closed_note) == (409, "Hers.")
    assert "My words." in again.text
    fresh = again.context["forms"]["close"]["seen"].value()
    at_desk.post(f"{LIST}{article.pk}/close/", {"seen": fresh, "closed_note": "My words.", "is_now": "on"})
    assert now().closed_note == "My words."


def test_what_somebody_changed_since_is_not_undone(at_desk: Client, article: Article, moderator: User):
    post(at_desk, article, "close", is_now="on")
    act = Decision.objects.get().bulk
    steering.close(article.pk, "Again.", act=Act(moderator))
    answer = at_desk.post(f"{DESK}undo/", {"act": act, "discussion": article.pk}, follow=True)
    assert "somebody changed this discussion since" in answer.text
    assert now().closed_note == "Again."


def test_what_heat_did_is_said(at_desk: Client, article: Article):
    later = timezone.now() + timedelta(hours=1)
    Discussion.objects.update(slow_seconds=60, slow_until=later)
    values = discussions.values(now(), steering.SLOW)
    Decision.objects.create(
        verb="slow",
        article_id=article.pk,
        before={},
        after=values,
        rule="heat",
        bulk="9f2b6a52-6d0e-4d07-9c7a-0f3f2f6f7a11",
    )
    assert "slowed down by itself" in at_desk.get(f"{LIST}{article.pk}/").text
    assert "Done: no longer" in post(at_desk, article, "speed").text


def test_before_anybody_wrote(at_desk: Client, published: Callable[..., Article]):
    empty = published("Empty")
    assert at_desk.get(f"{LIST}{empty.pk}/").status_code == 200
    assert "Done: closed" in post(at_desk, empty, "close", is_now="on").text
    assert at_desk.get(f"{LIST}0/").status_code == 404


def test_every_card_and_the_article_lead_there(at_desk: Client, desk: Client, article: Article):
    say(article, status="pending")
    address = f"{LIST}{article.pk}/"
    assert address in at_desk.get(DESK).text
    assert address in desk.get(f"/admin/articles/article/{article.pk}/change/").text


@pytest.mark.parametrize("name", ACTS)
def test_only_moderators_and_only_by_post(client: Client, article: Article, reporter: User, moderator: User, name: str):
    address, before = f"{LIST}{article.pk}/{name}/", list(Discussion.objects.values())
    form = {
        "mode": "before",
        "is_now": "on",
        "withheld_note": "x",
        "slow_seconds": "60",
        "slow_until": "2099-01-01T12:00",
    }
    client.force_login(reporter)
    assert client.get(f"{LIST}{article.pk}/").status_code == client.get(LIST).status_code == 403
    assert client.post(address, form).status_code == 403
    client.force_login(moderator)
    assert client.get(address, form).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert strict.post(address, form).status_code == 403
    assert list(Discussion.objects.values()) == before


def test_the_list_costs_the_same_for_one_and_for_many(
    at_desk: Client, published: Callable[..., Article], moderator: User, django_assert_num_queries: Any
):
    steering.close(published("One").pk, "", act=Act(moderator))
    at_desk.get(LIST)
    with django_assert_num_queries(12) as captured:
        at_desk.get(LIST)
    for number in range(60):
        steering.close(published(f"Number {number}").pk, "", act=Act(moderator))
    with django_assert_num_queries(len(captured)):
        page = at_desk.get(LIST)
    assert len(page.context["discussions"]) == 50
    assert len(at_desk.get(f"{LIST}?before={page.context['older']}").context["discussions"]) == 11


def test_whoever_may_not_see_drafts_learns_of_none(
    client: Client, draft: Callable[..., Article], article: Article, moderator: User, administrator: User
):
    hidden = draft("The mayor resigns")
    for each in (hidden, article):
        steering.set_mode(each.pk, "before", "", act=Act(administrator))
    addresses = [f"{LIST}{hidden.pk}/", *(f"{LIST}{hidden.pk}/{name}/" for name in ACTS)]
    may = ("comments.change_comment", "articles.view_article")
    looks = account("vi@example.org", *may, is_staff=True)
    works = account("wo@example.org", *may, "articles.work_on_others_article", is_staff=True)
    for user, is_shown in ((moderator, False), (looks, False), (works, True)):
        client.force_login(user)
        answers = [client.get(addresses[0]), *(client.post(address) for address in addresses[1:])]
        assert all((answer.status_code == 404) != is_shown for answer in answers)
        assert ("The mayor resigns" in client.get(LIST).text) == is_shown
        assert article.headline in client.get(LIST).text
