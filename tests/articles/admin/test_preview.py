from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article


def address(article: Article) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_preview_shows_the_draft_as_readers_will_get_it(client: Client, reporter: User, draft):
    client.force_login(reporter)
    response = client.get(address(draft(body="<p>Words of the draft</p>", standfirst="In short")))
    assert response.templates[0].name == "admin/articles/article/preview.html"
    for words in ("Preview", "Draft", "Council votes on the bridge", "In short", "Words of the draft"):
        assert words in response.text
    assert response["Cache-Control"].startswith("private, no-store")
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.text


def test_preview_is_for_the_desk(client: Client, reader: User, draft):
    article = draft()
    assert client.get(address(article)).status_code == 302
    client.force_login(reader)
    assert client.get(address(article)).status_code in {302, 403}


def test_preview_only_looks(desk: Client, draft):
    assert desk.post(address(draft())).status_code == 405
