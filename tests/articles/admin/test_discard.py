"""Discarding what is not published: readers' text is the newest again, and nothing is lost."""

import pytest
from django.urls import reverse

from accounts.models import User
from articles import publishing, working_copies
from articles.models import Article


def discard(client, article: Article, **fields: str):
    """Of the form as it is opened now, unless it says when."""
    article.refresh_from_db()
    sent = {"started_from": working_copies.head(article).number, **fields}
    return client.post(reverse("admin:articles_article_discard", args=[article.pk]), sent)


def test_what_readers_have_is_the_newest_again(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    press("save", article, headline="Not yet")
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert reverse("admin:articles_article_discard", args=[article.pk]) in page
    assert discard(client, article).status_code == 302
    article.refresh_from_db()
    assert (article.working_copy, working_copies.head(article).content["headline"]) == (None, article.headline)
    assert article.revisions.get(number=3).content["headline"] == "Not yet"
    newest = article.revisions.first()
    assert (newest.verb, newest.is_published, newest.changed) == ("discard", True, ["headline"])
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert "Not yet" not in page
    assert "is revision 3 in the history" in page


def test_what_was_typed_since_is_kept_first(client, editor: User, press, typed, published):
    client.force_login(editor)
    article = published()
    press("save", article, headline="Not yet")
    discard(client, article, **typed(article, headline="Typed since"))
    assert article.revisions.get(verb="autosave").content["headline"] == "Typed since"
    article.refresh_from_db()
    assert article.working_copy is None


def test_without_anything_to_discard_it_is_refused(client, editor: User, draft, published):
    client.force_login(editor)
    for article in (draft(), published("Live")):
        count = article.revisions.count()
        page = client.get(discard(client, article).url).text
        assert "nothing to discard" in page
        assert article.revisions.count() == count


def test_who_may_not_write_it_discards_nothing(client, editor: User, reporter: User, press, published, draft):
    client.force_login(editor)
    article = published()
    press("save", article, headline="Not yet")
    client.force_login(reporter)
    assert [discard(client, each).status_code for each in (article, draft("Other"))] == [403, 404]
    assert client.get(reverse("admin:articles_article_discard", args=[article.pk])).status_code == 405
    article.refresh_from_db()
    assert article.working_copy.content["headline"] == "Not yet"


@pytest.mark.parametrize("changes", ["the same", "something else", "nothing"])
def test_what_a_colleague_saved_meanwhile_is_not_dropped(client, editor: User, press, typed, published, changes: str):
    client.force_login(editor)
    article = published()
    press("save", article, headline="Not yet")
    article.refresh_from_db()
    opened = working_copies.head(article).number
    form = typed(article, headline="Mine", body="<p>Not yet</p>") | {"started_from": opened}
    press("save", article, **{"standfirst" if changes == "something else" else "headline": "By a colleague"})
    fields = {"started_from": opened} if changes == "nothing" else form
    page = client.get(discard(client, article, **fields).url).text
    assert "Someone saved another text meanwhile" in page
    article.refresh_from_db()
    assert "By a colleague" in article.working_copy.content.values()
    assert not article.revisions.filter(verb="discard").exists()


def test_verb_looks_itself_whether_it_was_seen(editor: User, published):
    article = published()
    for headline in ("Seen", "Not seen"):
        article.headline = headline
        publishing.save(article, by=editor)
        article.refresh_from_db()
    for act in (
        lambda: publishing.discard(article, by=editor, expected=article.working_copy.number - 1),
        lambda: publishing.restore(article, 1, by=editor, expected=article.working_copy.number - 1),
    ):
        with pytest.raises(publishing.Stale):
            act()
    publishing.restore(article, 1, by=editor, expected=article.working_copy.number)


def test_who_did_not_say_what_they_saw_discards_nothing(client, editor: User, press, published):
    client.force_login(editor)
    article = published()
    press("save", article, headline="Not yet")
    discard(client, article, started_from="")
    article.refresh_from_db()
    assert article.working_copy.content["headline"] == "Not yet"
