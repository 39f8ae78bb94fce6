"""An erasure reaches every table that knows people. A new table is decided on here: it knows some, or nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts import audit, erasure, invitations, secrets
from accounts.models import AuditEntry, Invitation, OutgoingMail, Recovery, User
from articles.models import Article, BulkAct, Correction, Presence, PreviewLink, Remark, SavedFilter
from comments import models, moderation
from comments.decisions import Act
from comments.models import Comment
from tests import database_dump
from tests.accounts.journey import EMAIL, PERSONAL, Journey
from tests.accounts.test_erasure import journey, let_attempts_expire, work_at_the_desk

__all__ = ["journey"]
pytestmark = pytest.mark.django_db

NOBODYS = """
    accounts_audithead articles_article_body_files articles_article_body_pictures articles_articletag articles_byline
    articles_category articles_formeraddress articles_mediafile articles_mostread articles_picture articles_readership
    articles_relatedpin articles_rendition comments_appeared comments_categorymode comments_discussion comments_learnt
    comments_monthlyfigures comments_reason
    auth_group auth_group_permissions auth_permission django_content_type
    django_migrations django_q_ormq django_q_schedule django_q_task newsroom_adslot newsroom_importeditem
    newsroom_importedsite newsroom_menu newsroom_menuitem newsroom_page newsroom_page_files newsroom_page_pictures
    newsroom_pageaddress newsroom_placement newsroom_readers newsroom_site socialaccount_socialapp taggit_tag
    taggit_taggeditem
""".split()
NEVER_USED = ["account_emailconfirmation", "socialaccount_socialtoken"]  # codes in place of links; no token is stored
FORGOTTEN_BY_THE_CLOCK = ["newsroom_cache"]
# They tell by number alone what was decided, and say nothing that is the reader's.
LOGS = ["comments_decision"]
BY_NUMBER = {"user_id", "created_by_id", "invited_by_id", "actor_id", "made_by_id", "by_id", "ignored_id"}


def rows_of(number: int) -> dict[str, int]:
    """How many rows of each table name the person or their account, as someone reads them who has the key as well."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: found for table in tables if (found := _count(cursor, table, number))}


def _count(cursor: Any, table: str, number: int) -> int:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a name of our own
    columns = [column[0] for column in cursor.description]
    by_number = {"id"} if table == "accounts_user" else BY_NUMBER
    return sum(_is_theirs(table, dict(zip(columns, row, strict=True)), by_number, number) for row in cursor.fetchall())


def _is_theirs(table: str, row: dict[str, Any], by_number: set[str], number: int) -> bool:
    said = " | ".join(database_dump._text(value) for value in row.values())
    if table == "django_session":
        said += str(Session(session_data=row["session_data"]).get_decoded())
    said += " ".join(map(database_dump._decrypted, database_dump.ENCRYPTED.findall(said)))
    if database_dump.lines_with(said, *PERSONAL):
        return True
    is_forgotten = table == "accounts_auditentry" and row["personal"] is None
    return not is_forgotten and any(row.get(column) == number for column in by_number)


@pytest.fixture
def known_everywhere(
    journey: Journey,
    administrator: User,
    draft: Callable[..., Article],
    mails_are_sent_at_once: Callable[[], None],
) -> User:
    user = journey.user
    journey.set_up_factors()
    journey.fail_and_begin_to_sign_in()
    work_at_the_desk(journey, administrator, draft)
    EmailAddress.objects.create(user=user, email="nora@second.quillfeather.example", verified=True)
    invitations.invite(
        Invitation(email="nora@second.quillfeather.example", role=Group.objects.get(name="Editor")), by=administrator
    )
    Invitation.objects.create(
        email="else@example.org",
        role=Group.objects.get(name="Editor"),
        invited_by=user,
        link_hash="1",
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=7),
    )
    mails_are_sent_at_once()  # but the next
    journey.client.post("/accounts/password/reset/", {"email": EMAIL})
    Recovery.objects.create(user=user, seal="0")
    take_part(user, administrator)
    user.groups.add(Group.objects.get(name="Reporter"))
    user.user_permissions.add(Permission.objects.get(codename="add_author"))
    return user


def take_part(user: User, moderator: User) -> None:
    """In a discussion, as much as anyone can."""
    said = Comment.objects.filter(user=user)[0]
    models.FormerText.objects.create(comment=said, source=user.display_name, body=user.display_name)
    for model in (models.Recommendation, models.Report):
        model._default_manager.create(comment=said, user=user)
    models.Notice.objects.create(comment=said, thread=said, user=user, due_at=timezone.now())
    models.MutedThread.objects.create(thread=said, user=user)
    models.MailChoice.objects.create(user=user, replies="digest")
    models.Ignored.objects.create(user=user, ignored=moderator)
    models.Ignored.objects.create(user=moderator, ignored=user)
    models.ReaderMode.objects.create(user=user, mode="before")
    models.Note.objects.create(user=user, text="Known for long.")
    sanction = models.Sanction.objects.create(user=user, kind="warning", words="Be kind.")
    models.Appeal.objects.create(user=user, sanction=sanction, text="I was.")
    models.ArticleError.objects.create(article=said.article, user=user, text="A typing error.")
    models.Rules.objects.create(made_by=user)
    (decision,) = moderation.put([said.pk], Comment.Status.REJECTED, Act(by=moderator))
    models.SecondReview.objects.create(decision=decision, comment=said, by=user)
    work_on(said.article, user)


def work_on(article: Article, user: User) -> None:
    """As much as anyone at the desk can."""
    Presence.objects.create(article=article, user=user)
    SavedFilter.objects.create(user=user, name="Nora’s", query="desk=mine")
    Remark.objects.create(article=article, revision_number=1, text="True?", created_by=user)
    Correction.objects.create(article=article, text="It was two.", created_by=user)
    BulkAct.objects.create(verb="unpublish", created_by=user)
    PreviewLink.objects.create(
        article=article,
        revision=article.revisions.all()[0],
        token_hash="1",
        name="A lawyer",
        created_by=user,
        expires_at=timezone.now() + timedelta(days=1),
    )


def test_all_tables_that_know_people_are_emptied_of_them(
    known_everywhere: User, django_capture_on_commit_callbacks: Any
):
    number = known_everywhere.pk
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    before = rows_of(number)
    assert set(before) == tables - {*NOBODYS, *NEVER_USED}, "one knows nobody, or the journey does not come by it"

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(known_everywhere, keeps_comments=True)
    last = [mail.pk for mail in OutgoingMail.objects.all() if EMAIL in secrets.decrypt(mail.message)]
    assert len(last) == 1
    OutgoingMail.objects.filter(pk__in=last).delete()  # as when it is sent
    assert set(rows_of(number)) <= {*FORGOTTEN_BY_THE_CLOCK, *LOGS}
    let_attempts_expire()
    assert set(rows_of(number)) == set(LOGS)
    assert database_dump.uploads() == []
    assert AuditEntry.objects.filter(actor_id=number).exists()  # that it was done, stays
    audit.verify()
