"""The list before publishing, in the editor: there when it is opened, asked again, and again when a verb refuses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import publishing
from articles.models import Article, Author
from tests.articles.admin.conftest import byline

REASON = "The author is to stay unnamed."


def check(article: Article | None = None) -> str:
    if article is None:
        return reverse("admin:articles_new_check")
    return reverse("admin:articles_article_check", args=[article.pk])


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_list_is_there_when_the_editor_is_opened(client, editor: User, draft):
    client.force_login(editor)
    page = client.get(change(draft(bylines=[]))).text
    assert 'href="#bylines-group" data-mend="bylines">It has no author.' in page
    assert 'href="#id_standfirst" data-mend="standfirst">' in page
    assert 'data-blocking="1"' in page


def test_list_is_of_the_newest_text(client, editor: User, published, author: Author):
    client.force_login(editor)
    article = published()
    publishing.save(article, by=editor, bylines=[])
    assert "It has no author." in client.get(change(article)).text


def test_who_may_only_look_gets_no_list(client, reporter: User, published):
    client.force_login(reporter)
    assert "data-check" not in client.get(change(published())).text


def test_what_is_typed_is_checked_and_not_saved(client, editor: User, draft, typed):
    client.force_login(editor)
    article = draft()
    response = client.post(check(article), typed(article, body="<h2></h2>", headline=""))
    assert "It has no headline." in response.text
    assert "A heading in the text is empty." in response.text
    assert "It has no author." not in response.text
    assert "no-store" in response.headers["Cache-Control"]
    article.refresh_from_db()
    assert (article.headline, article.revisions.count()) == ("Council votes on the bridge", 1)


def test_new_article_is_checked_before_it_is_there(client, editor: User, typed, author: Author):
    client.force_login(editor)
    assert "It has no author." in client.post(check(), typed()).text
    rows = {**byline(author), "bylines-TOTAL_FORMS": "1"}
    assert "It has no author." not in client.post(check(), typed(**rows)).text
    assert not Article.objects.exists()


def words(client, article: Article, form: dict[str, str]) -> tuple[str, str]:
    context = client.post(check(article), form).context["check"]
    return context["button"].verb if context["button"] else "", context["words"]


def test_what_will_happen_is_said_in_words(client, editor: User, draft, published, typed, time_machine):
    time_machine.move_to("2027-11-23T12:00:00Z", tick=False)
    client.force_login(editor)
    new = draft()
    assert words(client, new, typed(new)) == ("publish", "Goes live now.")
    assert words(client, new, typed(new, appear_at="2027-11-24T06:00")) == ("schedule", "Appears Nov 24, 06:00 EST.")
    passed = client.post(check(new), typed(new, appear_at="2027-11-22T06:00"))
    assert "has passed" in passed.text
    live = published("Live")
    assert words(client, live, typed(live)) == ("update", "Replaces what readers see.")
    later = published("Later", at=timezone.now() + timedelta(days=1))
    at = "2027-11-24T07:00"
    assert words(client, later, typed(later, appear_at=at)) == (
        "update",
        "Replaces what will appear Nov 24, 07:00 EST.",
    )
    again = publishing.unpublish(published("Again", at=timezone.now() - timedelta(days=9)), by=None)
    assert words(client, again, typed(again)) == ("publish", "Goes live now, under its date of Nov 14, 07:00 EST.")


def test_reporter_is_told_it_goes_to_the_editors(client, reporter: User, draft, typed):
    client.force_login(reporter)
    article = draft(by=reporter)
    assert words(client, article, typed(article)) == ("submit", "Goes to the editors for review.")


def test_draft_of_another_cannot_be_checked(client, reporter: User, draft, published, typed):
    client.force_login(reporter)
    other, live = draft("Other"), published("Live")
    assert client.post(check(other), typed(other)).status_code == 404
    assert client.post(check(live), typed(live)).status_code == 403
    assert client.get(check()).status_code == 405


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_what_blocks_keeps_everything_typed_and_asks_why(client, editor: User, draft, press, verb: str):
    client.force_login(editor)
    article = draft(bylines=[])
    response = press(verb, article, standfirst="Typed now", appear_at="2099-01-01T10:00")
    assert response.status_code == 409
    assert "Typed now" in response.text
    assert "Publish anyway: why" in response.text
    assert "data-override>" in response.text
    article.refresh_from_db()
    assert (article.status, article.standfirst) == ("draft", "")


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_reason_is_taken_with_the_button(client, editor: User, draft, press, verb: str):
    client.force_login(editor)
    article = draft(bylines=[])
    given = {"appear_at": "2099-01-01T10:00", "standfirst": "Typed now"}
    assert press(verb, article, override="Short.", **given).status_code == 200
    assert press(verb, article, override=REASON, **given).status_code == 302
    article.refresh_from_db()
    assert (article.status, article.standfirst) == ("published", "Typed now")
    assert REASON in article.revisions.first().note
    assert AuditEntry.objects.filter(verb="override_preflight", actor_id=editor.pk).count() == 1


def test_update_of_what_is_live_is_checked_too(client, editor: User, published, press):
    client.force_login(editor)
    article = published()
    without = {"bylines-TOTAL_FORMS": "0"}
    assert press("update", article, **without).status_code == 409
    assert press("update", article, override=REASON, **without).status_code == 302
    article.refresh_from_db()
    assert not article.bylines.exists()


def test_half_a_reason_is_no_matter_of_saving(client, editor: User, draft, press):
    client.force_login(editor)
    assert press("save", draft(bylines=[]), override="Sho").status_code == 302
