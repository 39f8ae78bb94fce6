"""A remark that is typed goes along with whatever button saves the article."""

import pytest
from django.urls import reverse

from accounts.models import User
from articles import remarks
from articles.models import Article


@pytest.mark.parametrize("verb", ["save", "publish", "take_down"])
def test_saving_says_the_remark_and_the_answer(client, editor: User, press, draft, published, verb):
    client.force_login(editor)
    article = (published if verb == "take_down" else draft)(body="<p>One two three</p>")
    asked = remarks.say(article, "Who says so?", by=editor)
    fields = {"_remark": " Too long. ", "_remark-quote": "One two", f"_answer-{asked.pk}": "She does."}
    for pressed in (verb, "save"):
        response = press(pressed, article, **fields, reason="A mistake", override="Nobody else is here")
        assert response.status_code == 302
    said = article.remarks.order_by("pk").values_list("text", "quote", "parent", "created_by")
    assert list(said[1:]) == [("Too long.", "One two", None, editor.pk), ("She does.", "", asked.pk, editor.pk)]


def test_what_cannot_be_said_is_shown_again_and_nothing_is_saved(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    response = press("save", article, headline="Changed", **{"_remark": "Too <long>.", "_remark-quote": "Not there"})
    assert response.status_code == 409
    for part in ("Too &lt;long&gt;.</textarea>", "Not there</textarea>", "These words are not in the text"):
        assert part in response.text
    article.refresh_from_db()
    assert (article.headline, article.remarks.count()) == ("Council votes on the bridge", 0)


def test_empty_remark_is_none(client, editor: User, press, draft):
    client.force_login(editor)
    article = draft()
    assert press("save", article, **{"_remark": " ", "_remark-quote": "One", "_answer-x": ""}).status_code == 302
    assert not article.remarks.exists()


def test_answer_to_a_remark_of_another_article_is_none(client, editor: User, reporter: User, press, draft):
    other = remarks.say(draft("Other"), "Who says so?", by=editor)
    client.force_login(reporter)
    own: Article = draft("Own", by=reporter)
    assert press("save", own, **{f"_answer-{other.pk}": "I do."}).status_code == 404
    assert other.answers.count() == 0


def test_what_is_said_is_not_in_the_field_again(client, editor: User, draft):
    client.force_login(editor)
    address = reverse("admin:articles_article_remarks", args=[draft().pk])
    page = client.post(address, {"_remark": "Too long."}, headers={"Accept": "application/json"}).text
    assert "Too long.</p>" in page
    assert "Too long.</textarea>" not in page
