"""An account erased: nothing of the person is left anywhere."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail as django_mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts import audit, erasure, mail, personal_data
from accounts.models import AuditEntry, OutgoingMail, User
from articles.models import Article, Author, Presence, Remark, SavedFilter
from articles.revisions import Credit
from comments.models import Comment
from newsroom import operations
from tests import database_dump
from tests.accounts.journey import ADDRESS, EMAIL, OPINION, PERSONAL, Journey, browser, comment
from tests.conftest import Published, account

pytestmark = pytest.mark.django_db
PAGE = "/accounts/erase/"
Article_ = Callable[..., Article]


@pytest.fixture(autouse=True)
def _no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def journey(published: Published, reader: User) -> Journey:
    journey = Journey()
    journey.sign_up()
    journey.say_who_they_are()
    journey.read_and_write(published(), reader)
    journey.confirm()
    return journey


def ask(client: Client, choice: str = "remove", address: str = EMAIL.upper()) -> Any:
    return client.post(PAGE, {"comments": choice, "address": address})


def work_at_the_desk(journey: Journey, administrator: User, draft: Article_) -> Article:
    """They wrote for the site, and their account was changed by hand."""
    user = journey.user
    author = Author.objects.create(name="Crane correspondent", slug="cranes", user=user)
    article = draft("A crane stands still", bylines=[Credit(author)])
    article.revisions.update(created_by=user)
    Article.objects.filter(pk=article.pk).update(created_by=user)
    users = ContentType.objects.get_for_model(User)
    log = {"user": administrator, "content_type": users, "action_flag": CHANGE}
    LogEntry.objects.create(object_id=str(user.pk), object_repr=str(user), change_message=f"Now {user.email}", **log)
    return article


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_nothing_of_the_person_is_left_anywhere(
    journey: Journey,
    administrator: User,
    draft: Article_,
    choice: str,
    mails_are_sent_at_once: Callable[[], None],
    django_capture_on_commit_callbacks: Any,
):
    journey.set_up_factors()
    journey.fail_and_begin_to_sign_in()
    article = work_at_the_desk(journey, administrator, draft)
    EmailAddress.objects.create(user=journey.user, email="nora@second.quillfeather.example", verified=True)
    comment(article, None, "A guest", guest_name="Nora Quillfeather", guest_email=EMAIL, ip_address=ADDRESS)
    mails_are_sent_at_once()
    journey.client.post("/accounts/password/reset/", {"email": EMAIL})
    browser().post("/accounts/login/code/", {"email": EMAIL})
    before = database_dump.readable()
    missing = [words for words in PERSONAL if not database_dump.lines_with(before, words)]
    assert missing == []
    assert len(database_dump.uploads()) == 1

    number = journey.user.pk
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(journey.client, choice)["Location"] == "/accounts/erased/"

    (last,) = OutgoingMail.objects.all()
    assert mail.read(last).to == [EMAIL]
    last.delete()  # as when it is sent
    let_attempts_expire()
    after = database_dump.readable()
    assert database_dump.lines_with(after, *PERSONAL) == []
    assert database_dump.uploads() == []
    assert not User.objects.filter(pk=number).exists()
    audit.verify()


def let_attempts_expire() -> None:
    """What is counted by network address is no use, and deleted, within two hours."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE newsroom_cache SET expires = %s", ["2020-01-01 00:00:00"])
    operations.forget_networks()


def test_bylines_stay_and_the_author_has_no_account(journey: Journey, administrator: User, draft: Article_):
    article = work_at_the_desk(journey, administrator, draft)
    erasure.erase(journey.user, keeps_comments=False)
    author = Author.objects.get(slug="cranes")
    assert author.user is None
    assert [byline.author for byline in article.bylines.all()] == [author]
    revision = article.revisions.first()
    assert revision is not None
    assert revision.created_by is None


def test_comments_kept_say_what_they_said_of_nobody(journey: Journey):
    erasure.erase(journey.user, keeps_comments=True)
    said = Comment.objects.get(body=f"<p>{OPINION}</p>")
    assert (said.user, said.guest_name, said.guest_email, said.ip_address) == (None, "", "", None)
    assert said.author_name == "Anonymous"
    assert Comment.objects.visible().count() == 3


def test_comments_not_published_are_removed_even_if_the_others_are_kept(journey: Journey):
    article = Article.objects.get()
    comment(article, journey.user, "Under review", status=Comment.Status.PENDING)
    erasure.erase(journey.user, keeps_comments=True)
    assert not Comment.objects.filter(body__contains="Under review").exists()


def test_removed_comment_leaves_an_empty_place_only_for_answers(journey: Journey, reader: User):
    erasure.erase(journey.user, keeps_comments=False)
    place, answer = Comment.objects.order_by("depth")
    assert (place.body, place.status, place.user) == ("", Comment.Status.WITHDRAWN, None)
    assert (answer.user, answer.parent) == (reader, place)
    erasure.erase(reader, keeps_comments=False)
    assert not Comment.objects.exists()


def test_signed_out_everywhere(journey: Journey):
    elsewhere = Client()
    elsewhere.force_login(journey.user)
    ask(journey.client)
    for client in (journey.client, elsewhere):
        assert client.get("/accounts/me/").status_code == 204
    assert not Session.objects.filter(session_key=elsewhere.session.session_key).exists()


def test_last_mail_says_so_and_no_link_to_a_sign_in(journey: Journey):
    django_mail.outbox.clear()
    ask(journey.client, "keep")
    (last,) = django_mail.outbox
    assert (last.to, last.subject) == ([EMAIL], "Your account is closed")
    assert "Your comments stand without your name." in str(last.body)


def test_audit_log_knows_that_and_of_nobody(journey: Journey):
    number = journey.user.pk
    ask(journey.client)
    entry = AuditEntry.objects.get(verb="erase_account")
    assert (entry.actor_id, entry.subject_id, entry.personal) == (None, str(number), None)
    assert entry.details == {"comments": "removed"}
    audit.verify()


def test_all_or_nothing(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        erasure.erase(journey.user, keeps_comments=False)
    assert journey.user.saved_articles.count() == 1
    assert Comment.objects.filter(user=journey.user).count() == 2


@pytest.mark.parametrize("sent", [{"address": EMAIL}, {"comments": "keep"}, {"comments": "keep", "address": "x@y.zz"}])
def test_form_that_is_not_filled_in_erases_nothing(journey: Journey, sent: dict[str, str]):
    page = journey.client.post(PAGE, sent)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert journey.user.is_active


def test_asks_who_it_is_first(journey: Journey):
    elsewhere = Client()
    assert elsewhere.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
    elsewhere.force_login(journey.user)
    assert elsewhere.get(PAGE)["Location"].startswith("/accounts/reauthenticate/")
    assert ask(elsewhere)["Location"] == PAGE
    assert journey.user.is_active


def test_last_administrator_stays(administrator: User):
    with pytest.raises(erasure.LastAdministrator):
        erasure.erase(administrator, keeps_comments=False)
    account("locked@example.org", is_staff=True, is_superuser=True, is_active=False)
    with pytest.raises(erasure.LastAdministrator):
        erasure.erase(administrator, keeps_comments=False)
    account("second@example.org", is_staff=True, is_superuser=True)
    erasure.erase(administrator, keeps_comments=False)
    assert not User.objects.filter(email="administrator@example.org").exists()


def test_every_package_that_points_to_people_has_said_how_it_forgets():
    """A new foreign key to an account is decided on here."""
    fields = [
        field for field in User._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete
    ]
    kept = [field for field in fields if not field.related_model._meta.auto_created]  # groups and permissions go
    assert {f"{field.related_model._meta.label}.{field.field.name}" for field in kept} == {
        # Deleted.
        *("account.EmailAddress.user", "mfa.Authenticator.user", "socialaccount.SocialAccount.user"),
        *("usersessions.UserSession.user", "admin.LogEntry.user", "accounts.Invitation.invited_by"),
        "accounts.Recovery.user",
        *("articles.SavedArticle.user", "articles.Follow.user"),
        *("comments.Recommendation.user", "comments.Report.user", "comments.Notice.user", "comments.MutedThread.user"),
        "comments.MailChoice.user",
        *("comments.Ignored.user", "comments.Ignored.ignored", "comments.ReaderMode.user", "comments.Note.user"),
        *("comments.Sanction.user", "comments.Appeal.user"),
        *("articles.Presence.user", "articles.SavedFilter.user"),
        # Kept, of nobody.
        *("articles.Author.user", "articles.Article.created_by", "articles.Revision.created_by"),
        *("articles.Article.assigned_to", "articles.Presence.taken_over_by"),
        *("articles.Remark.created_by", "articles.Remark.settled_by", "articles.PreviewLink.created_by"),
        *("articles.Correction.created_by", "articles.Correction.withdrawn_by"),
        *("articles.BulkAct.created_by", "articles.BulkAct.undone_by"),
        *("comments.Comment.user", "comments.Comment.claimed_by"),
        *("comments.ArticleError.user", "comments.ArticleError.handled_by", "comments.Note.by", "comments.Sanction.by"),
        *("comments.Appeal.against", "comments.Appeal.decided_by", "comments.SecondReview.by"),
        *("comments.Rules.made_by", "comments.Discussion.withheld_by"),
    }
    assert {eraser.__module__ for eraser in personal_data.erasers()} == {
        *("comments.personal_data", "articles.personal_data", "accounts.own_data")
    }
    assert personal_data.erasers()[-1].__module__ == "accounts.own_data"


def test_work_at_the_desk_stays_and_says_nothing_of_who_did_it(reporter: User, draft):
    article = draft(by=reporter)
    Article.objects.update(assigned_to=reporter)
    remark = Remark.objects.create(article=article, revision_number=1, text="Who says so?", created_by=reporter)
    Presence.objects.create(article=article, user=reporter)
    SavedFilter.objects.create(user=reporter, name="Mine", query="state=draft")
    erasure.erase(reporter, keeps_comments=False)
    for row in (article, remark):
        row.refresh_from_db()
    assert (article.created_by, article.assigned_to, article.revisions.get().created_by) == (None, None, None)
    assert (remark.text, remark.created_by) == ("Who says so?", None)
    assert not Presence.objects.exists()
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["Ed", "added", "an"])
def test_what_the_desk_did_is_not_forgotten_with_a_reader(reader: User, administrator: User, name: str):
    User.objects.filter(pk=reader.pk).update(display_name=name, email="an@example.org")
    reader.refresh_from_db()
    articles = ContentType.objects.get_for_model(Article)
    log = {"user": administrator, "content_type": articles, "action_flag": CHANGE, "object_id": "1"}
    kept = LogEntry.objects.create(object_repr="Edited and added", change_message="to joan@example.org", **log)
    gone = LogEntry.objects.create(object_repr="Letter of an@example.org.", change_message="", **log)
    erasure.erase(reader, keeps_comments=True)
    assert set(LogEntry.objects.values_list("pk", "object_repr")) == {(kept.pk, "Edited and added"), (gone.pk, "–")}
