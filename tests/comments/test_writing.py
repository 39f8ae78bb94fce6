"""From the form under an article to the moderators, past signing in, with nothing lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from accounts.models import AuditEntry, User
from articles.models import Article
from comments import drafts, posting
from comments.models import Comment, Sanction
from tests.comments.ruled import held_for, ruled
from tests.comments.said import say

OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def nameless(client: Client, reader: User) -> User:
    reader.display_name = ""
    reader.save()
    client.force_login(reader)
    return reader


@pytest.fixture
def above(article: Article, reader: User) -> Comment:
    comment = posting.post(article, "First", by=reader)
    Comment.objects.update(status=Comment.Status.APPROVED)
    return comment


def addresses(article: Article) -> tuple[str, str]:
    return reverse("comments:draft", args=[article.pk]), reverse("comments:write", args=[article.pk])


def text_in(page: str) -> str | None:
    found = LexborHTMLParser(page).css_first("textarea")
    return found.text() if found else None


def test_a_draft_survives_signing_in(client: Client, article: Article, reader: User, above: Comment):
    reader.confirm_email()
    draft, write = addresses(article)
    sent = client.post(draft, {"text": "What I think", "reply_to": above.pk}, **OURS)
    assert (sent.status_code, sent["Location"]) == (303, write)
    asked = client.get(write)
    assert (asked.status_code, asked["Location"]) == (303, f"/accounts/login/?next={write.replace('/', '%2F')}")
    form = {"login": reader.email, "password": "correct horse battery"}
    signed_in = client.post(asked["Location"], form)
    assert signed_in["Location"] == write
    page = client.get(write)
    assert text_in(page.text) == "What I think"
    assert "You answer <bdi>Reader</bdi>" in page.text
    assert page["Cache-Control"].startswith("no-store") or "no-store" in page["Cache-Control"]
    done = client.post(write, {"text": "What I think", "reply_to": above.pk})
    comment = Comment.objects.get(parent=above)
    assert (comment.user, comment.body) == (reader, "<p>What I think</p>")
    assert "once a moderator has read it" in client.get(done["Location"]).text
    assert text_in(client.get(write).text) == ""


def test_what_was_sent_after_the_session_ended_is_kept(client: Client, article: Article, reader: User):
    write = addresses(article)[1]
    client.post(write, {"text": "Half an hour of work"})
    client.force_login(reader)
    assert text_in(client.get(write).text) == "Half an hour of work"


def test_another_site_can_leave_no_draft(client: Client, article: Article, reader: User):
    client.force_login(reader)
    draft, write = addresses(article)
    for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}, {}):
        assert client.post(draft, {"text": "Planted"}, **headers).status_code == 403
    assert text_in(client.get(write).text) == ""


def test_another_site_can_post_nothing(article: Article, reader: User):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)
    assert browser.post(addresses(article)[1], {"text": "Planted"}).status_code == 403
    assert not Comment.objects.exists()


def test_name_and_comment_are_asked_for_on_one_page(client: Client, article: Article, nameless: User):
    draft, write = addresses(article)
    client.post(draft, {"text": "Hello"}, **OURS)
    page = LexborHTMLParser(client.get(write).content)
    assert page.css_first("form textarea").text() == "Hello"
    (form,) = page.css(f"form[action='{write}']")
    assert len(form.css("input[name=display_name][required]")) == 1
    done = client.post(write, {"text": "Hello", "display_name": "Ada  of the quay"})
    assert done["Location"].startswith("/comments/sent/")
    nameless.refresh_from_db()
    assert nameless.display_name == "Ada of the quay"
    assert Comment.objects.get().user == nameless
    assert AuditEntry.objects.filter(verb="change_name").exists()
    assert "display_name" not in client.get(write).text


@pytest.mark.parametrize("name", ["", "Moderator", "a@example.org"])
def test_a_name_that_nobody_gets_loses_no_text(client: Client, article: Article, nameless: User, name: str):
    page = client.post(addresses(article)[1], {"text": "Hello", "display_name": name})
    assert page.status_code == 422
    assert text_in(page.text) == "Hello"
    assert LexborHTMLParser(page.text).css_first("[data-problems] a").attributes["href"] == "#id_display_name"
    assert not Comment.objects.exists()


def test_too_many_names_lose_no_text(client: Client, article: Article, nameless: User):
    write = addresses(article)[1]
    answers = [client.post(write, {"text": "Hello", "display_name": "Moderator"}) for _ in range(121)]
    assert {answer.status_code for answer in answers} == {422}
    assert "You have tried many names" not in answers[-2].text
    assert "You have tried many names" in answers[-1].text
    assert text_in(client.get(write).text) == "Hello"


def test_scripts_lead_those_without_a_name_to_the_page_that_asks(client: Client, article: Article, nameless: User):
    write = addresses(article)[1]
    answer = client.post(write, {"text": "Hello"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (409, {"first": write})
    assert text_in(client.get(write).text) == "Hello"


def test_scripts_are_answered_in_json(client: Client, article: Article, reader: User):
    write = addresses(article)[1]
    assert client.post(write, {"text": "x"}, headers={"Accept": "application/json"}).status_code == 409
    client.force_login(reader)
    refused = client.post(write, {"text": " "}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()) == (422, {"problem": "Write something first."})
    taken = client.post(write, {"text": "x"}, headers={"Accept": "application/json"})
    assert taken.status_code == 201
    assert Comment.objects.get().user == reader


def test_what_is_refused_is_still_there(client: Client, article: Article, reader: User):
    client.force_login(reader)
    text = "x" * (posting.LONGEST + 3)
    page = client.post(addresses(article)[1], {"text": text})
    assert page.status_code == 422
    assert "3 characters too long" in page.text
    assert text_in(page.text) == text


def test_closed_meanwhile_the_text_can_still_be_copied(client: Client, article: Article, reader: User):
    client.post(addresses(article)[0], {"text": "Too late"}, **OURS)
    Article.objects.update(comments_policy="closed")
    client.force_login(reader)
    page = client.get(addresses(article)[1]).text
    assert "Too late" in page
    assert text_in(page) is None


def test_hidden_articles_are_not_there(client: Client, draft: Callable[..., Article], reader: User):
    client.force_login(reader)
    hidden = draft("Embargoed figures")
    for address in addresses(hidden):
        assert client.post(address, {"text": "x"}, **OURS).status_code == 404


def test_what_others_wrote_is_not_mine_to_see(client: Client, above: Comment, editor: User):
    address = reverse("comments:sent", args=[above.pk])
    assert client.get(address).status_code == 302
    client.force_login(editor)
    assert client.get(address).status_code == 404


def test_drafts_are_few_and_short(client: Client, published: Callable[..., Article]):
    for number in range(drafts.MOST + 3):
        article = published(f"Story {number}")
        client.post(addresses(article)[0], {"text": "x" * 99_999, "reply_to": "9" * 40}, **OURS)
    kept = client.session[drafts.KEY]
    assert len(kept) == drafts.MOST
    assert kept[str(article.pk)] == ["x" * drafts.KEPT, None]


def test_drafts_of_nobody_are_counted_by_network(client: Client, article: Article):
    draft = addresses(article)[0]
    answers = [Client().post(draft, {"text": "x"}, **OURS).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


def test_the_writer_is_told_whether_it_is_shown_and_if_not_why(client: Client, article: Article, reader: User):
    write = addresses(article)[1]
    client.force_login(reader)
    ruled(suspect_words="lawyer")
    shown = client.post(write, {"text": "Fine"}, headers={"Accept": "application/json"}).json()
    assert (shown["shown"], shown["says"]) == (True, "Thank you. Your comment is in the discussion.")
    assert "Your comment is in the discussion." in client.get(shown["address"]).text
    waits = client.post(write, {"text": "Lawyer"}, headers={"Accept": "application/json"}).json()
    assert waits["shown"] is False
    for told in (waits["says"], client.get(waits["address"]).text):
        assert "Some words in it are looked at by a moderator." in told
        assert "awyer" not in told


def test_readers_are_told_before_they_write(client: Client, article: Article, reader: User):
    client.force_login(reader)
    ruled(mode="first", first=3)
    page = client.get(addresses(article)[1]).text
    assert "The first comments of each reader wait for a moderator." in page
    Sanction.objects.create(user=reader, kind=Sanction.Kind.BAN, words="Insults, again.")
    page = client.get(addresses(article)[1]).text
    assert "You can no longer comment here. Insults, again." in page
    assert text_in(page) is None


def test_what_is_not_published_is_not_promised(client: Client, article: Article, reader: User):
    comment = say(article, "No.", user=reader, status="rejected")
    client.force_login(reader)
    page = client.get(reverse("comments:sent", args=[comment.pk])).text
    assert "Not published" in page
    assert "Thank you" not in page


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("after", ""),
        ("first", "The first comments of each reader wait for a moderator."),
        ("before", "Every comment here waits for a moderator."),
    ],
)
def test_the_form_under_the_article_promises_what_holds(client: Client, article: Article, mode: str, told: str):
    ruled(mode=mode)
    for address in (article.get_absolute_url(), reverse("discussion", args=[article.pk])):
        page = client.get(address).text
        assert "Be civil" in page
        assert [words for words in ("wait for a moderator", "waits for a moderator") if words in page] == (
            [words for words in ("wait for a moderator", "waits for a moderator") if words in told]
        )
        assert told in page


def test_words_that_are_refused_cannot_be_tried_out_for_ever(client: Client, article: Article, reader: User):
    ruled(banned_words="rotten")
    comment = say(article, "Mine.", user=reader, created_at=timezone.now())
    write, change = addresses(article)[1], reverse("comments:edit", args=[comment.pk])
    client.force_login(reader)
    for number in range(20):
        answer = client.post([write, change][number % 2], {"text": f"Rotten {number}"})
        assert "Something in it is against our rules" in answer.text
    for address in (write, change):
        for text in ("Rotten", "Fresh"):
            answer = client.post(address, {"text": text})
            assert "Try again in an hour." in answer.text
    assert Comment.objects.get() == comment


@pytest.mark.parametrize(
    ("sent", "flags"),
    [
        ({"website": "https://a.example"}, ["honeypot"]),
        ({"typed_for": "10"}, ["typing_time"]),
        ({"typed_for": "60000"}, []),
        ({"typed_for": "x"}, []),
        ({}, []),
    ],
)
def test_what_people_do_not_do_is_noticed(client: Client, article: Article, reader: User, sent, flags):
    client.force_login(reader)
    ruled()
    client.post(addresses(article)[1], {"text": "A few words", **sent})
    comment = Comment.objects.get()
    assert (comment.is_visible, held_for(comment)) == (True, flags)
