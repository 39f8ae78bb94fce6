import pytest

from accounts.models import User
from articles import publishing, working_copies
from articles.models import Article
from tests.conftest import account

STATES = {"unpublish": "draft", "take_down": "taken_down"}
both = pytest.mark.parametrize("verb", ["unpublish", "take_down"])


@both
def test_it_is_done_from_a_stale_tab_and_the_text_is_shown_again(client, editor: User, press, published, verb: str):
    client.force_login(editor)
    article = published()
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "Theirs"
    publishing.save(theirs, by=None)
    response = press(verb, article, headline="Mine", reason="We were wrong.", started_from="2")
    article.refresh_from_db()
    assert (article.status, article.working_copy.content["headline"]) == (STATES[verb], "Theirs")
    assert article.revisions.get(is_aside=True).content["headline"] == "Mine"
    assert response.status_code == 409
    assert "This is done" in response.text
    assert "Someone else changed the same meanwhile: headline." in response.text
    assert "Mine</textarea>" in response.text


@both
def test_it_is_done_with_a_mistake_elsewhere_in_the_form(client, editor: User, press, published, verb: str):
    client.force_login(editor)
    article = published()
    wrong = {"headline": "Mine", "embargo_until": "tomorrow", "reason": "We were wrong."}
    response = press(verb, article, **wrong)
    article.refresh_from_db()
    assert article.status == STATES[verb]
    assert response.status_code == 409
    assert "What is typed below is not saved." in response.text
    assert "Mine</textarea>" in response.text
    assert f'name="started_from" value="{publishing.latest_revision(article)}"' in response.text


@both
def test_what_was_typed_into_a_form_in_order_is_saved_after_it(client, editor: User, press, published, verb: str):
    client.force_login(editor)
    article = published()
    assert press(verb, article, headline="Mine", reason="We were wrong.").status_code == 302
    article.refresh_from_db()
    assert article.status == STATES[verb]
    assert working_copies.head(article).content["headline"] == "Mine"
    assert article.headline == ("Mine" if verb == "unpublish" else "Council votes on the bridge")
    verbs = [revision.verb for revision in article.revisions.order_by("number")]
    assert verbs == ["save", "publish", verb, "save"]


@both
def test_what_was_typed_over_unpublished_changes_is_saved_after_it(client, editor: User, press, published, verb: str):
    client.force_login(editor)
    article = published()
    press("save", article, headline="First")
    assert press(verb, article, headline="Second", reason="We were wrong.", started_from="3").status_code == 302
    article.refresh_from_db()
    assert working_copies.head(article).content["headline"] == "Second"
    assert not article.revisions.filter(is_aside=True).exists()


def test_who_may_take_down_but_not_write_takes_down(client, press, published):
    client.force_login(
        account("lawyer@example.org", "articles.view_article", "articles.take_down_article", is_staff=True)
    )
    article = published()
    assert press("take_down", article, headline="Mine", reason="We were wrong.").status_code == 302
    article.refresh_from_db()
    assert (article.status, article.headline) == ("taken_down", "Council votes on the bridge")


def test_refused_it_does_nothing_and_keeps_what_was_typed(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    response = press("take_down", article, headline="Mine", reason=" ")
    assert response.status_code == 409
    assert "Say why" in response.text
    assert "Mine</textarea>" in response.text
    article.refresh_from_db()
    assert (article.is_visible, article.headline) == (True, "Council votes on the bridge")
