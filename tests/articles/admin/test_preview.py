"""The page as readers will get it, for those who write: by itself, beside the form, and to be shown to others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from accounts.models import AuditEntry, User
from articles import preview_links, publishing
from articles.models import Article, Byline, PreviewLink, Revision
from articles.revisions import Credit
from tests.articles.admin.conftest import byline
from tests.pictures import stored


def address(article: Article) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_preview_shows_the_draft_as_readers_will_get_it(client: Client, reporter: User, draft):
    client.force_login(reporter)
    response = client.get(address(draft(by=reporter, body="<p>Words of the draft</p>", standfirst="In short")))
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


def test_shows_the_newest_text_with_all_that_belongs_to_it(desk: Client, published, draft, author):
    pinned, picture = published("Worth reading too"), stored((1200, 800))
    article = published("Council votes on the bridge", body="<p>Live</p>")
    article.headline, article.body, article.lead_picture = "Council rejects the bridge", "<p>Newer words</p>", picture
    publishing.save(article, by=None, bylines=[Credit(author)], tags=["Bridges"], related=[pinned])
    page = desk.get(address(article)).text
    for words in (
        "Council rejects the bridge",
        "Newer words",
        "Dana Whitlock",
        "Bridges",
        picture.folder,
        "not published",
    ):
        assert words in page
    assert "Live</p>" not in page
    assert page.index("Worth reading too") > page.index("related-heading")
    before = desk.get(address(article), {"revision": "1"})
    assert "Live</p>" in before.text
    assert "Newer words" not in before.text
    assert "Revision 1" in before.text
    for number in ("99", "x", "9" * 40):
        assert desk.get(address(article), {"revision": number}).status_code == 404


def test_shows_nothing_of_others_to_those_who_may_not(client: Client, reporter: User, draft, published, press):
    client.force_login(reporter)
    for article in (draft("Not yours"), published("Live but of others")):
        for view in ("preview", "frame", "links"):
            assert client.get(reverse(f"admin:articles_article_{view}", args=[article.pk])).status_code == 404
        for view in ("frame", "elsewhere", "links"):
            assert client.post(reverse(f"admin:articles_article_{view}", args=[article.pk])).status_code == 404


@pytest.fixture
def render(desk: Client, typed) -> Callable[..., Any]:
    def send(article: Article | None = None, view: str = "frame", **fields: Any) -> Any:
        name = f"admin:articles_{'article' if article else 'new'}_{view}"
        return desk.post(reverse(name, args=[article.pk] if article else []), typed(article, **fields))

    return send


def test_beside_the_form_shows_what_is_typed_and_saves_nothing(render, draft, author):
    article = draft(tags=["Bridges"], body="<p>Saved</p>")
    before = database()
    answer = render(
        article,
        headline="Typed just now",
        body='<p>New <script>alert(1)</script><b onclick="x()">bold</b></p>',
        tags="Rivers, Bridges",
        unpublish_at="half a da",
        category="",
        **byline(author),
        **{"bylines-TOTAL_FORMS": "1"},
    )
    assert answer.status_code == 200
    for words in ("Typed just now", "<b>bold</b>", "Rivers", "Dana Whitlock"):
        assert words in answer.text
    for words in ("alert(1)", "onclick", "Saved</p>"):
        assert words not in answer.text
    assert database() == before


def database() -> list[Any]:
    return [
        list(Article.objects.values()),
        list(Revision.objects.values()),
        AuditEntry.objects.count(),
        *(list(model.objects.values()) for model in (Byline, Tag)),
    ]


def test_beside_the_form_of_a_new_article(render):
    answer = render(headline="", body="<p>First words</p>", category="")
    assert "First words" in answer.text
    assert not Article.objects.exists()


def test_only_the_frame_may_be_framed_and_it_runs_nothing(desk: Client, render, draft):
    article = draft()
    framed = [render(article), desk.get(reverse("admin:articles_article_frame", args=[article.pk]))]
    for answer in framed:
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "script-src 'none'" in policy
        assert (answer["X-Frame-Options"], answer["X-Robots-Tag"]) == ("SAMEORIGIN", "noindex, nofollow")
        assert answer["Cache-Control"].startswith("private, no-store")
        for part in ("<script", "data-worker", 'data-module="readers"', "consent", 'class="ad'):
            assert part not in answer.text
    for other in (address(article), reverse("admin:articles_article_change", args=[article.pk]), "/"):
        answer = desk.get(other)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
    editor = desk.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert (
        "frame-src https://www.youtube-nocookie.com https://player.vimeo.com 'self'"
        in editor["Content-Security-Policy"]
    )
    assert desk.head(reverse("admin:articles_article_elsewhere", args=[article.pk])).status_code == 405


def test_elsewhere_marks_what_it_takes_for_want_of_its_own(render, draft):
    article = draft(
        headline="Council votes on the bridge", standfirst="A long day ends with a vote that few expected at all."
    )
    drawn = render(article, "elsewhere").text
    assert "Council votes on the bridge | Newsroom" in drawn
    assert drawn.count("from: headline") == 2
    assert drawn.count("from: standfirst") == 3
    assert "own card" in drawn
    given = {
        "seo_title": "Bridge vote",
        "seo_description": "What the council said about the bridge, word for word, at night.",
    }
    drawn = render(article, "elsewhere", **given, social_title="Look", social_description="See").text
    assert "Bridge vote | Newsroom" in drawn
    assert "from: headline" not in drawn
    assert drawn.count("from: standfirst") == 1  # feeds say the standfirst


def test_links_are_made_and_revoked_at_the_desk(desk: Client, draft):
    article = draft()
    page = reverse("admin:articles_article_links", args=[article.pk])
    assert desk.post(page, {"name": "", "days": "61"}).context["form"].errors.keys() == {"name", "days"}
    made = desk.post(page, {"name": "Ada Counsel", "days": "7", "revision": ""}, follow=True)
    assert made.redirect_chain == [(page, 302)]  # to load it again makes no second one
    shown = made.context["address"]
    assert shown in made.text
    assert shown not in desk.get(page).text
    path = shown.removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 200
    link = PreviewLink.objects.get()
    assert "Ada Counsel" in desk.get(reverse("admin:articles_article_change", args=[article.pk])).text
    preview_links.approve(link)
    assert "Approved by Ada Counsel (link) · revision 1" in desk.get(page).text
    assert (
        "Approved by Ada Counsel (link)" in desk.get(reverse("admin:articles_article_history", args=[article.pk])).text
    )
    revoke = reverse("admin:articles_link_revoke", args=[article.pk, link.pk])
    assert desk.get(revoke).status_code == 405
    assert desk.post(reverse("admin:articles_link_revoke", args=[draft("Other").pk, link.pk])).status_code == 404
    assert desk.post(revoke).status_code == 302
    assert Client().get(path).status_code == 404
