"""Discarding what is not published: readers' text is the newest again, and nothing is lost."""

from django.urls import reverse

from accounts.models import User
from articles import working_copies
from articles.models import Article


def discard(client, article: Article, **fields: str):
    return client.post(reverse("admin:articles_article_discard", args=[article.pk]), fields)


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
