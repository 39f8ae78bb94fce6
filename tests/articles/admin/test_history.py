"""The history of an article: what it tells to whom, any two texts beside each other, and the way back to one."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article, Author, Revision
from articles.revisions import Credit
from tests.conftest import rewrite
from tests.pictures import stored

Draft = Callable[..., Article]
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def address(article: Article, *rest: object) -> str:
    return "".join([reverse("admin:articles_article_history", args=[article.pk]), *(f"{each}/" for each in rest)])


def text_of(response: object) -> str:
    """As it is read: without tags, white space as one blank."""
    content = response.content.decode()  # type: ignore[attr-defined]  # of the test client
    return " ".join(re.sub(r"<[^>]*>", "", content).split())


def changed(article: Article, by: User | None = None, *, is_auto: bool = False, **fields: object) -> Revision:
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save(article, by=by, is_auto=is_auto)


def test_history_says_who_did_what_when(client: Client, editor: User, draft: Draft):
    article = draft()
    changed(article, editor, headline="Another", standfirst="More")
    client.force_login(editor)
    told = text_of(client.get(address(article)))
    assert "Revision 2 Saved editor@example.org" in told
    assert "Changed: headline, standfirst" in told
    assert re.search(r"\d (a\.m\.|p\.m\.|noon|midnight) [A-Z]{2,4} ", told), "its zone is named"


def test_marks_say_which_text_is_where(client: Client, editor: User, published: Draft):
    article = published()
    changed(article, editor, headline="Another")
    client.force_login(editor)
    response = client.get(address(article))
    marks = {each.revision.number: each.marks for each in response.context["entries"]}
    assert marks == {3: ["Unpublished changes"], 2: ["Live"], 1: []}


def test_autosaves_of_one_person_in_a_row_are_one_line(client: Client, editor: User, reporter: User, draft: Draft):
    article = draft(created_by=reporter)
    Article.objects.filter(pk=article.pk).update(created_by=reporter)
    for number in range(3):
        changed(article, editor, is_auto=True, headline=f"By the editor {number}")
    changed(article, reporter, is_auto=True, headline="By the reporter")
    changed(article, editor, is_auto=True, headline="By the editor again")
    client.force_login(editor)
    entries = client.get(address(article)).context["entries"]
    assert [(each.revision.number, len(each.folded)) for each in entries] == [(6, 0), (5, 0), (4, 2), (1, 0)]


def test_pages_hang_together(client: Client, editor: User, draft: Draft, monkeypatch: pytest.MonkeyPatch):
    article = draft()
    for number in range(130):
        Revision.objects.create(article=article, number=number + 2, verb="save", content={}, created_by=editor)
    client.force_login(editor)
    found, at = [], ""
    while at is not None:
        context = client.get(address(article), {"before": at} if at else {}).context
        found += [each.revision.number for each in context["entries"]]
        at = context["older"]
    assert found == list(range(131, 0, -1))


def test_history_asks_no_more_often_for_more(client: Client, editor: User, published: Draft):
    article = published()
    client.force_login(editor)
    client.get(address(article))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address(article))
        return len(captured)

    changed(article, editor, headline="Another")
    asked()  # what is in the cache from then on
    first = asked()
    for number in range(20):
        changed(article, editor, headline=f"Another {number}")
    assert asked() == first <= 12


@pytest.mark.parametrize("rest", [(), ("compare",), (1,), (1, "restore"), (1, "take-back")])
def test_nobody_reads_the_history_of_what_is_not_theirs(client: Client, reporter: User, published: Draft, rest):
    """Though they see the article in their list, as readers do."""
    article = published()
    client.force_login(reporter)
    assert client.get(address(article, *rest)).status_code == 404
    assert client.post(address(article, *rest)).status_code in {404, 405}


def test_readers_are_sent_away(client: Client, reader: User, draft: Draft):
    client.force_login(reader)
    assert client.get(address(draft())).status_code == 302


def test_difference_is_told_word_by_word(client: Client, editor: User, author: Author, draft: Draft):
    article = draft(body="<p>The council voted seven to two.</p><p>It rained.</p>", tags=["bridges"])
    article.headline, article.body = "Council says no", "<p>The council voted six to three.</p><p>It rained.</p>"
    publishing.save(article, by=editor, bylines=[Credit(author)], tags=["bridges", "rain"])
    client.force_login(editor)
    response = client.get(address(article, "compare"), {"from": 1, "to": 2})
    told = text_of(response)
    assert "voted [removed:] seven [end of what was removed][added:] six [end of what was added] to" in told
    assert "[added:] Dana Whitlock [end of what was added]" in told
    assert "bridges[added:] , rain" in told
    assert client.get(address(article, "compare"), {"from": 2, "to": 1}).context["old"].number == 1, "in their order"


def test_difference_of_what_is_live_and_what_is_not_yet(client: Client, editor: User, published: Draft):
    article = published()
    changed(article, editor, headline="Not yet")
    client.force_login(editor)
    page = client.get(address(article)).content.decode()
    assert f'{address(article, "compare")}?from=2&amp;to=3"' in page
    assert "[added:] Not yet [end" in text_of(client.get(address(article, "compare"), {"from": 2, "to": 3}))


@pytest.mark.parametrize("query", [{}, {"to": "x"}, {"to": "99"}, {"from": "x", "to": "1"}, {"to": "9" * 400}])
def test_difference_of_what_is_not_there_is_not_found(client: Client, editor: User, draft: Draft, query):
    article = draft()
    client.force_login(editor)
    assert client.get(address(article, "compare"), query).status_code == 404


def test_hostile_texts_are_shown_as_they_are_written(client: Client, editor: User, draft: Draft):
    article = draft(headline="Quiet", body="<p>Quiet</p>")
    body = "<p>" + HOSTILE.replace("<", "&lt;") + "</p>"
    publishing.save(Article.objects.get(pk=article.pk), by=editor, note=HOSTILE)
    changed(article, editor, headline=HOSTILE[:250], body=body, source_name=HOSTILE)
    client.force_login(editor)
    for rest in ((), ("compare",), (3,), (1, "restore")):
        page = client.get(address(article, *rest), {"from": 1, "to": 3}).content.decode()
        assert "<script>alert" not in page, rest
        assert "<img src=x" not in page, rest


def test_restored_text_is_the_newest_and_not_what_is_live(client: Client, editor: User, published: Draft):
    article = published(headline="As it was")
    article.headline = "As it is"
    rewrite(article, by=editor)
    client.force_login(editor)
    shown = client.get(address(article, 1, "restore"))
    assert "[removed:] is [end of what was removed][added:] was" in text_of(shown)
    response = client.post(address(article, 1, "restore"), {"seen": shown.context["seen"]}, follow=True)
    assert response.redirect_chain[0][0] == reverse("admin:articles_article_change", args=[article.pk])
    assert "Revision 1 is the newest text again. Readers do not have it yet." in text_of(response)
    article.refresh_from_db()
    assert article.headline == "As it is"
    assert article.working_copy.content["headline"] == "As it was"


def test_restoring_waits_for_whoever_saved_meanwhile(client: Client, editor: User, draft: Draft):
    article = draft()
    changed(article, editor, headline="Another")
    client.force_login(editor)
    seen = client.get(address(article, 1, "restore")).context["seen"]
    changed(article, None, headline="In between")
    response = client.post(address(article, 1, "restore"), {"seen": seen})
    assert response.status_code == 409
    assert "In between" in text_of(response)
    assert Article.objects.get(pk=article.pk).headline == "In between"


def test_restoring_names_what_was_deleted_since(client: Client, editor: User, draft: Draft):
    picture = stored()
    article = draft(lead_picture=picture)
    changed(article, editor, headline="Another", lead_picture=None)
    picture.delete()
    client.force_login(editor)
    shown = client.get(address(article, 1, "restore"))
    assert "was deleted since, and is left out: lead picture." in text_of(shown)
    client.post(address(article, 1, "restore"), {"seen": shown.context["seen"]})
    assert Article.objects.get(pk=article.pk).headline == "Council votes on the bridge"


def test_whoever_only_reads_restores_nothing(client: Client, editor: User, reporter: User, draft: Draft):
    article = draft()
    Article.objects.filter(pk=article.pk).update(created_by=reporter)
    reporter.user_permissions.remove(*reporter.user_permissions.filter(codename="change_article"))
    client.force_login(User.objects.get(pk=reporter.pk))
    assert client.get(address(article)).status_code == 200
    assert "restore" not in client.get(address(article)).content.decode()
    assert client.get(address(article, 1, "restore")).status_code == 403
    assert client.post(address(article, 1, "restore"), {"seen": 1}).status_code == 403


def test_note_to_readers_is_taken_back(client: Client, editor: User, published: Draft):
    article = published(at=timezone.now() - timedelta(hours=1))
    article.headline = "Another"
    publishing.save(article, by=editor)
    publishing.update(article, by=editor, is_substantive=True, public_note="The vote was closer.")
    client.force_login(editor)
    assert "No longer tell readers" in text_of(client.get(address(article, 4, "take-back")))
    assert client.post(address(article, 4, "take-back")).status_code == 303
    assert not Revision.objects.filter(is_substantive=True).exists()
    assert AuditEntry.objects.filter(verb="take_back_change", actor_id=editor.pk).exists()
    again = client.post(address(article, 4, "take-back"), follow=True)
    assert "Readers are not told of revision 4." in text_of(again)
