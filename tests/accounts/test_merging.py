"""Two accounts of one person become one: what it takes, what moves, what ends."""

import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from accounts import audit, erasure, merging, personal_data, second_factor
from accounts.models import AuditEntry, User
from articles import following, saving
from articles.models import Author, Follow, Revision, SavedArticle
from comments.models import Comment
from tests import database_dump
from tests.accounts.journey import CODE, comment
from tests.accounts.test_factors import code_of
from tests.conftest import Published, account, give_second_factor

pytestmark = pytest.mark.django_db
START, CODE_PAGE, FACTOR, CONFIRM = (f"/accounts/merge/{page}" for page in ("", "code/", "second-step/", "confirm/"))
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_limit_reached() -> None:
    cache.clear()


@pytest.fixture
def into(reader: User) -> User:
    reader.confirm_email()
    return reader


@pytest.fixture
def away(db: None) -> User:
    user = account("other@example.org", display_name="Other")
    user.confirm_email()
    return user


@pytest.fixture
def member(client: Client, into: User) -> Client:
    client.force_login(into)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def mailed_code() -> str:
    (found,) = CODE.findall(str(mail.outbox[-1].body))
    return str(found)


def main(page: Any) -> str:
    found = LexborHTMLParser(page.content).css_first("main")
    assert found
    return " ".join(found.text().split())


def prove(member: Client, email: str = "other@example.org") -> Any:
    """As far as the code goes."""
    assert member.post(START, {"email": email})["Location"] == CODE_PAGE
    return member.post(CODE_PAGE, {"code": mailed_code()}, follow=True)


def plan(away: User, into: User) -> merging.Merging:
    return merging.planned(away, into)


def test_two_accounts_become_one(member: Client, into: User, away: User, published: Published):
    article, both = published("Only there"), published("In both")
    saving.save(article, by=away)
    for user in (into, away):
        saving.save(both, by=user)
        following.follow(article.category, by=user)
    said = comment(article, away, "From there.")
    as_guest = comment(article, None, "As a guest.", guest_name="G", guest_email="Other@example.org")
    theirs = comment(article, into, "From here.")
    SocialAccount.objects.create(user=away, provider="google", uid="7")
    Author.objects.create(name="Pen", slug="pen", user=away)
    article.revisions.update(created_by=away)
    elsewhere = Client()
    elsewhere.force_login(away)
    assert elsewhere.get("/accounts/me/").status_code == 200

    page = main(prove(member))
    for words in ("2 comments", "2 saved stories", "1 thing you follow (News)", "the author page of Pen"):
        assert words in page
    mail.outbox.clear()
    assert member.post(CONFIRM)["Location"] == "/accounts/"
    assert "The two accounts are one now." in member.get("/accounts/").text

    assert set(Comment.objects.filter(user=into)) == {said, as_guest, theirs}
    assert {row.article for row in SavedArticle.objects.of(into)} == {article, both}
    assert [follow.followed for follow in Follow.objects.of(into)] == [article.category]
    assert SocialAccount.objects.get().user == into
    assert into.author.name == "Pen"
    assert Revision.objects.filter(created_by=into).exists()
    assert not User.objects.filter(pk=away.pk).exists()
    assert elsewhere.get("/accounts/me/").status_code == 204
    assert {sent.to[0] for sent in mail.outbox} == {"other@example.org", "reader@example.org"}
    assert f"account that was closed: {away.pk}." in str(mail.outbox[1].body)


def test_word_that_is_sent_twice_leads_on_twice_and_says_once_that_it_is_done(member: Client, into: User, away: User):
    prove(member)
    before = dict(member.session)
    assert member.post(CONFIRM)["Location"] == "/accounts/"
    assert member.post(CONFIRM)["Location"] == "/accounts/"
    page = member.get("/accounts/").text
    assert page.count("are one now") == 1
    assert "holds no longer" not in page
    session = member.session  # as the other one of two at once read it
    session.update(before)
    session.save()
    assert member.post(CONFIRM)["Location"] == "/accounts/"
    account("third@example.org").confirm_email()
    member.post(START, {"email": "third@example.org"})
    assert member.post(CONFIRM)["Location"] == START


def test_audit_log_keeps_both_numbers_and_what_was_before(member: Client, into: User, away: User):
    audit.record("sign_in", by=away)
    prove(member)
    member.post(CONFIRM)
    entry = AuditEntry.objects.get(verb="merge_account")
    assert (entry.actor_id, entry.subject_id) == (into.pk, str(away.pk))
    assert entry.details == {"merged": away.pk, "into": into.pk}
    before = AuditEntry.objects.get(verb="sign_in", actor_id=away.pk)
    assert before.personal
    assert before.personal["email"] == "other@example.org"
    audit.verify()


def test_other_one_is_part_of_the_kept_account_when_that_is_handed_out_or_erased(into: User, away: User, rf: Any):
    third = account("third@example.org")
    third.confirm_email()
    for user in (away, third):
        audit.record("sign_in", by=user)
    merge(third, away, rf)
    merge(away, into, rf)
    activity = next(holding for holding in personal_data.holdings() if holding.name == "activity")
    assert [row["what"] for row in activity.rows(into)] == ["sign_in", "sign_in", "merge_account", "merge_account"]
    assert "third@example.org" in database_dump.readable()
    erasure.erase(User.objects.get(pk=into.pk), keeps_comments=True)
    dump = database_dump.readable()
    assert [email for email in ("reader@", "other@", "third@") if f"{email}example.org" in dump] == []
    assert [entry.personal for entry in AuditEntry.objects.exclude(personal=None)] == []
    audit.verify()


def test_address_that_has_become_free_is_somebody_elses_when_the_kept_account_is_erased(
    into: User, away: User, rf: Any
):
    audit.record("sign_in", by=away)
    merge(away, into, rf)
    stranger = account("other@example.org")
    audit.record("sign_in", by=stranger)
    erasure.erase(User.objects.get(pk=into.pk), keeps_comments=True)
    assert AuditEntry.objects.get(verb="sign_in", actor_id=away.pk).personal is None
    theirs = AuditEntry.objects.get(verb="sign_in", actor_id=stranger.pk).personal
    assert theirs
    assert theirs["email"] == "other@example.org"
    audit.verify()


def merge(away: User, into: User, rf: Any) -> None:
    merging.merge(plan(away, into), away.email, has_proved_factor=False, request=last_post(rf))


def last_post(rf: Any) -> Any:
    request = rf.post(CONFIRM)
    request.session = Client().session
    return request


def test_merges_that_cross_lose_nothing(into: User, away: User, published: Published, rf: Any):
    said = comment(published(), away, "Mine.")
    there, back = plan(away, into), plan(into, away)
    merging.merge(there, away.email, has_proved_factor=False, request=last_post(rf))
    with pytest.raises(merging.Refused):
        merging.merge(back, into.email, has_proved_factor=False, request=last_post(rf))
    said.refresh_from_db()
    assert said.user == into


def test_what_was_merged_away_meanwhile_is_not_erased_as_well(into: User, away: User, published: Published, rf: Any):
    said = comment(published(), away, "Mine.")
    read_before = User.objects.get(pk=away.pk)
    merge(away, into, rf)
    mail.outbox.clear()
    erasure.erase(read_before, keeps_comments=False)
    said.refresh_from_db()
    assert (said.user, mail.outbox) == (into, [])
    assert not AuditEntry.objects.filter(verb="erase_account").exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection at a time in memory")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_merges_that_cross_at_once_lose_nothing(into: User, away: User, published: Published, rf: Any):
    article = published()
    said = [comment(article, user, "Mine.") for user in (into, away)]
    start, ends = Barrier(2), []

    def go(away: User, into: User) -> None:
        planned = plan(away, into)
        start.wait()
        try:
            merging.merge(planned, away.email, has_proved_factor=False, request=last_post(rf))
            ends.append("merged")
        except merging.Refused:
            ends.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=go, args=pair) for pair in ((into, away), (away, into))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["merged", "refused"]
    (left,) = User.objects.filter(pk__in=[into.pk, away.pk])
    assert {each.user for each in Comment.objects.filter(pk__in=[each.pk for each in said])} == {left}


def test_all_or_nothing(into: User, away: User, published: Published, rf: Any, monkeypatch: pytest.MonkeyPatch):
    said = comment(published(), away, "Mine.")

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        merge(away, into, rf)
    said.refresh_from_db()
    assert said.user == away


def test_asks_who_it_is_first(client: Client, into: User):
    assert client.get(START)["Location"].startswith("/accounts/login/")
    client.force_login(into)
    assert client.get(START)["Location"].startswith("/accounts/reauthenticate/")
    assert client.post(START, {"email": "other@example.org"})["Location"] == START
    assert mail.outbox == []


@pytest.mark.parametrize("page", [CODE_PAGE, FACTOR, CONFIRM])
def test_no_page_before_its_turn(member: Client, away: User, page: str):
    for ask in (member.get, member.post):
        assert ask(page)["Location"] == START
    member.post(START, {"email": away.email})
    assert member.post(CONFIRM)["Location"] == START
    assert User.objects.filter(pk=away.pk).exists()


def test_nobody_is_told_whether_an_address_has_an_account(member: Client, away: User):
    EmailAddress.objects.create(user=away, email="wanted@example.org")  # not proved yet
    account("locked@example.org", is_active=False).confirm_email()
    pages = []
    for email in ("other@example.org", "nobody@example.org", "wanted@example.org", "locked@example.org"):
        cache.clear()
        sent = len(mail.outbox)
        answer = member.post(START, {"email": email})
        assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
        assert len(mail.outbox) == sent + (email == "other@example.org")
        page = main(member.get(CODE_PAGE)).replace(email, "")
        wrong = main(member.post(CODE_PAGE, {"code": "AAAA-AAAA"})).replace(email, "")
        pages.append((page, wrong))
    assert len(set(pages)) == 1
    assert "This is not the code from the mail." in pages[0][1]


def test_no_address_makes_more_work_than_another(
    member: Client, away: User, mails_are_sent_at_once: Callable[[], None]
):
    mails_are_sent_at_once()
    work = []
    for email in ("nobody@example.org", "nobody@example.org", "other@example.org"):  # what is read once, is read
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            member.post(START, {"email": email})
            member.post(CODE_PAGE, {"code": "AAAA-AAAA"})
        work.append([re.sub(r"\d+", "", query["sql"][:30]) for query in queries])
    assert work[1] == work[2]


def test_third_wrong_code_ends_it(member: Client, away: User):
    member.post(START, {"email": away.email})
    code = mailed_code()
    answers = [member.post(CODE_PAGE, {"code": "AAAA-AAAA"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    assert member.post(CODE_PAGE, {"code": code})["Location"] == START
    assert AuditEntry.objects.filter(verb="code_rejected", subject_id=str(away.pk)).count() == 3


def test_codes_are_few(member: Client, away: User):
    answers = [member.post(START, {"email": away.email}).status_code for _ in range(5)]
    assert 302 in answers
    assert answers[-1] != 302
    assert len(mail.outbox) == answers.count(302)


def test_second_factor_of_the_other_account_is_asked_for(member: Client, away: User):
    seed = give_second_factor(away)
    assert "second step" in main(prove(member))
    assert member.post(CONFIRM)["Location"] == FACTOR
    assert "Incorrect code" in main(member.post(FACTOR, {"code": "000000"}))
    assert member.post(FACTOR, {"code": code_of(seed)})["Location"] == CONFIRM
    assert member.post(CONFIRM)["Location"] == "/accounts/"
    assert not User.objects.filter(pk=away.pk).exists()


def test_recovery_code_will_do(member: Client, away: User):
    give_second_factor(away)
    code = RecoveryCodes.activate(away).get_unused_codes()[0]
    prove(member)
    assert member.post(FACTOR, {"code": code})["Location"] == CONFIRM


def test_factor_set_up_meanwhile_is_asked_for(member: Client, into: User, away: User, rf: Any):
    planned = plan(away, into)
    give_second_factor(away)
    with pytest.raises(merging.Refused):
        merging.merge(planned, away.email, has_proved_factor=False, request=last_post(rf))
    assert second_factor.has_one(away)


def test_who_comes_to_the_desk_meanwhile_is_not_merged_away(into: User, away: User, rf: Any):
    planned = plan(away, into)
    User.objects.filter(pk=away.pk).update(is_staff=True)
    with pytest.raises(merging.Refused):
        merging.merge(planned, away.email, has_proved_factor=False, request=last_post(rf))


@pytest.mark.parametrize("powers", [{"is_staff": True}, {"is_superuser": True}])
def test_nobody_of_the_desk_is_merged_away(member: Client, away: User, powers: dict[str, bool]):
    User.objects.filter(pk=away.pk).update(**powers)
    prove(member)
    assert "one of the desk" in main(member.post(CONFIRM))
    assert User.objects.filter(pk=away.pk).exists()


def test_own_address_is_no_other_account(member: Client, into: User):
    assert "the account you are signed in with" in main(member.post(START, {"email": "Reader@Example.org"}))


def test_connection_that_somebody_else_may_have_made_goes(into: User, away: User, rf: Any):
    EmailAddress.objects.filter(user=away).update(verified=False)
    SocialAccount.objects.create(user=away, provider="facebook", uid="7")
    merge(away, into, rf)
    assert not SocialAccount.objects.exists()


def test_author_of_the_kept_account_stays_its_author(into: User, away: User, rf: Any):
    other = Author.objects.create(name="Pen", slug="pen", user=away)
    own = Author.objects.create(name="Ink", slug="ink", user=into)
    merge(away, into, rf)
    assert Author.objects.get(user=into) == own
    other.refresh_from_db()
    assert other.user is None


def test_every_foreign_key_to_an_account_moves_or_says_why_not():
    fields = [
        field for field in User._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete
    ]
    kept = [field for field in fields if not field.related_model._meta.auto_created]  # groups and permissions go
    theirs = {f"{field.related_model._meta.label}.{field.field.name}" for field in kept}
    moving = {key for mover in merging.movers() for key in mover.moves}
    assert moving | merging.staying().keys() == theirs
    assert moving & merging.staying().keys() == set()
    assert all(merging.staying().values())


@pytest.mark.parametrize("typed", ["Other@Example.ORG", "mi\u212ae@example.org", "x@\u212a.org"])
def test_code_goes_to_the_address_that_is_kept(member: Client, away: User, typed: str):
    """Spelled as typed it may be somebody else's mailbox; and what the page says tells of no account."""
    away.email = typed.lower()
    away.save()
    away.confirm_email()
    answer = member.post(START, {"email": typed})
    assert [address for message in mail.outbox for address in message.to] in ([], [typed.lower()])
    if answer.status_code == 302:
        assert typed in main(member.get(CODE_PAGE))
