"""What readers do with comments: recommend, report, ignore and mute, on a page of its own and from scripts."""

from collections.abc import Callable

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles import publishing
from articles.models import Article
from comments.models import Comment, Ignored, MutedThread, Recommendation, Report
from tests.comments.said import say
from tests.conftest import account

JSON = {"Accept": "application/json"}
ACTS = ["recommend", "report", "ignore", "mute", "edit", "remove"]


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def author(db: None) -> User:
    return account("ann@example.org", display_name="Ann")


@pytest.fixture
def comment(article: Article, author: User) -> Comment:
    return say(article, "So it is.", user=author)


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def at(comment: Comment, act: str = "") -> str:
    return f"/comments/{comment.pk}/{act}/" if act else f"/comments/{comment.pk}/"


def test_page_offers_what_this_reader_may_do(member: Client, comment: Comment, reader: User):
    page = member.get(at(comment))
    assert "no-store" in page["Cache-Control"]
    forms = {form.attributes["action"] for form in LexborHTMLParser(page.content).css("main form")}
    assert forms == {*(at(comment, act) for act in ("recommend", "ignore", "mute")), f"{at(comment, 'report')}#report"}
    own = say(comment.article, "Mine", user=reader)
    forms = {form.attributes["action"] for form in LexborHTMLParser(member.get(at(own)).content).css("main form")}
    assert forms == {at(own, "remove"), at(own, "mute")}


def test_discussion_leads_to_it_with_no_word_about_anybody(client: Client, member: Client, comment: Comment):
    guest, known = Client().get(comment.article.get_absolute_url()), member.get(comment.article.get_absolute_url())
    assert guest.content == known.content
    links = [link.attributes["href"] for link in LexborHTMLParser(guest.content).css(".comment-acts a")]
    assert links == [f"/comments/{comment.article_id}/write/?reply_to={comment.pk}", at(comment), at(comment)]


def test_signing_in_leads_back_to_the_comment(client: Client, comment: Comment):
    for method, address in ((client.get, at(comment)), (client.post, at(comment, "recommend"))):
        answer = method(address)
        assert answer["Location"] == f"/accounts/login/?next={at(comment)}"
    assert client.post(at(comment, "recommend"), headers=JSON).status_code == 401
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "returned", "withdrawn"])
def test_what_nobody_sees_cannot_be_acted_on(member: Client, comment: Comment, status: str):
    Comment.objects.update(status=status)
    assert [member.post(at(comment, act)).status_code for act in ACTS] == [404] * len(ACTS)
    assert member.get(at(comment)).status_code == 404


def test_nor_what_stands_below_an_article_that_is_gone(member: Client, comment: Comment):
    publishing.unpublish(comment.article, by=None)
    assert [member.post(at(comment, act)).status_code for act in ACTS] == [404] * len(ACTS)


def test_recommending_and_taking_it_back(member: Client, comment: Comment, reader: User):
    for _ in range(2):
        assert member.post(at(comment, "recommend"))["Location"] == at(comment)
    comment.refresh_from_db()
    assert comment.recommendations == 1
    assert "1 reader recommends this." in member.get(at(comment)).text
    answer = member.post(at(comment, "recommend"), {"take_back": "1"}, headers=JSON)
    assert answer.json() == {"said": "You no longer recommend this comment.", "count": 0}
    answer = member.post(at(say(comment.article, user=reader), "recommend"), headers=JSON)
    assert answer.status_code == 409


def test_reporting_says_what_is_missing_and_then_thanks(member: Client, comment: Comment, reader: User):
    page = member.post(at(comment, "report"), {"reason": "because", "text": "<b>See</b> there"})
    assert page.status_code == 422
    assert "&lt;b&gt;See&lt;/b&gt; there</textarea>" in page.text
    member.post(at(comment, "report"), {"reason": "insult", "text": "See there"})
    report = Report.objects.get()
    assert (report.user, report.comment, report.reason, report.text) == (reader, comment, "insult", "See there")
    assert "You have reported this comment." in member.get(at(comment)).text


def test_ignoring_and_muting(member: Client, comment: Comment, author: User, reader: User):
    reply = say(comment.article, "Indeed.", parent=comment)
    for act in ("ignore", "mute"):
        for _ in range(2):
            assert member.post(at(comment, act)).status_code == 303
    assert member.post(at(reply, "mute")).status_code == 303
    assert Ignored.objects.get(user=reader).ignored == author
    assert MutedThread.objects.get(user=reader).thread == comment
    assert member.post(at(reply, "ignore"), headers=JSON).status_code == 409  # a guest's
    for act in ("ignore", "mute"):
        member.post(at(comment, act), {"take_back": "1"})
    assert not Ignored.objects.exists()
    assert not MutedThread.objects.exists()


def test_who_is_ignored_is_listed_for_oneself(member: Client, author: User, reader: User):
    mine = Ignored.objects.create(user=reader, ignored=author)
    theirs = Ignored.objects.create(user=author, ignored=reader)
    page = member.get("/comments/ignored/")
    assert [each.text() for each in LexborHTMLParser(page.content).css("main li bdi")] == ["Ann"]
    for number in (theirs.pk, "x", ""):
        assert member.post("/comments/ignored/", {"ignored": number})["Location"] == "/comments/ignored/"
    assert Ignored.objects.count() == 2
    member.post("/comments/ignored/", {"ignored": mine.pk})
    assert Ignored.objects.get() == theirs
    assert "You ignore nobody." in member.get("/comments/ignored/").text
    assert Client().get("/comments/ignored/")["Location"] == "/accounts/login/?next=/comments/ignored/"


def test_scripts_learn_what_is_different_for_a_reader(member: Client, comment: Comment, author: User, reader: User):
    mine, other = say(comment.article, user=reader), say(comment.article)
    Ignored.objects.create(user=reader, ignored=author)
    Recommendation.objects.create(user=reader, comment=other)
    Recommendation.objects.create(user=author, comment=mine)
    say(comment.article, user=author, status="pending")
    answer = member.get(f"/comments/{comment.article_id}/marks.json")
    assert answer.json() == {"own": [mine.pk], "hidden": [comment.pk], "recommended": [other.pk]}
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(f"/comments/{comment.article_id}/marks.json").status_code == 204


# T18 and T19 of the list of attacks.
def test_another_site_can_do_none_of_it(comment: Comment, reader: User):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)
    for act in ACTS:
        assert browser.post(at(comment, act), {"reason": "spam", "text": "Forged"}).status_code == 403
        plain = browser.post(at(comment, act), "reason=spam", content_type="text/plain", headers=JSON)
        assert plain.status_code == 403
    assert_untouched(comment)


def test_following_a_link_changes_nothing(member: Client, comment: Comment):
    for act in ACTS:
        for method in (member.get, member.head):
            answer = method(at(comment, act), {"reason": "spam", "take_back": "1", "text": "x"})
            assert answer.status_code == (404 if act == "edit" else 405)
    assert_untouched(comment)


def test_fields_that_no_form_has_are_nothing(member: Client, comment: Comment, reader: User):
    extra = {"status": "spam", "user": "1", "user_id": "1", "weight": "99", "outcome": "upheld", "report_weight": "99"}
    extra |= {"recommendations": "50", "featured_note": "x", "comment": "1", "is_suspect": "on"}
    for act in ACTS:
        member.post(at(comment, act), {**extra, "reason": "spam", "text": "x"})
    report = Report.objects.get()
    comment.refresh_from_db()
    assert (report.user, report.outcome, report.comment) == (reader, "", comment)
    assert report.weight == comment.report_weight <= 1
    assert (comment.status, comment.recommendations, comment.featured_note) == ("approved", 1, "")


def assert_untouched(comment: Comment) -> None:
    for model in (Recommendation, Report, Ignored, MutedThread):
        assert not model._default_manager.exists()
    before = comment.body
    comment.refresh_from_db()
    assert (comment.body, comment.status) == (before, "approved")
