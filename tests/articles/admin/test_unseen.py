"""What somebody who may not work on the drafts of others can find out about one: by any page of the desk, nothing."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import permissions, publishing
from articles.models import Article, FormerAddress, MediaFile, Picture
from articles.permissions import OTHERS
from articles.revisions import Credit
from tests.conftest import account
from tests.newsroom.test_access_table import PARAMETER, patterns

SECRET = "Mayor resigns tomorrow"
CHANCE = re.compile(r"""csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|csrf\w*="\w+\"""")
ALL = [
    *(f"articles.{verb}_article" for verb in ("add", "change", "view", "delete")),
    *(f"articles.{verb}_{model}" for verb in ("add", "change", "view", "delete") for model in ("picture", "mediafile")),
    *(f"articles.{verb}_{model}" for verb in ("add", "change", "view", "delete") for model in ("author", "category")),
    *("articles.view_revision", "articles.view_formeraddress", "articles.delete_formeraddress"),
    *("taggit.view_tag", "taggit.delete_tag", "comments.change_comment", "comments.view_comment"),
]


@pytest.fixture
def nosy(client: Client, db: None) -> User:
    """May do everything with what articles refer to, but work on drafts of others."""
    user = account("nosy@example.org", *ALL, is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def picture(db: None) -> Picture:
    return Picture.objects.create(original="p/one.jpg", content_hash="a" * 64, width=9, height=9, title="The letter")


@pytest.fixture
def secret(draft: Any, author: Any, picture: Picture) -> Article:
    return draft(SECRET, lead_picture=picture, bylines=[Credit(author)], tags=["resignation"])


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.mark.parametrize("thing", ["author", "category", "tag"])
def test_asking_to_delete_names_no_draft_of_others(
    client: Client, nosy: User, secret: Article, published: Any, thing: str
):
    published("Live one", tags=["resignation"])
    found = {"author": secret.authors, "category": secret.category, "tag": secret.tags}[thing]
    row = found if thing == "category" else found.get()
    page = client.get(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])).text
    assert row.name in page
    assert SECRET not in page


def test_asking_to_delete_names_what_one_sees(client: Client, nosy: User, draft: Any):
    article = draft("One of their own", by=nosy)
    page = client.get(reverse("admin:articles_category_delete", args=[article.category.pk])).text
    assert "One of their own" in page


def test_picture_of_a_draft_of_others_is_not_there(client: Client, nosy: User, secret: Article, picture: Picture):
    shared = Picture.objects.create(original="p/two.jpg", content_hash="b" * 64, width=9, height=9, title="On file")
    library = client.get(reverse("admin:articles_picture_changelist")).text
    chooser = client.get(reverse("admin:articles_picture_choose")).text
    for page in (library, chooser):
        assert "On file" in page
        assert "The letter" not in page
    asked = {"app_label": "articles", "model_name": "article", "field_name": "lead_picture", "term": ""}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["id"] for each in found] == [str(shared.pk)]
    assert client.get(reverse("admin:articles_picture_shown", args=[picture.pk])).status_code == 404
    assert client.get(picture.rendition_url("free-800.webp")).status_code == 404
    nosy.user_permissions.add(*_permission(OTHERS))
    assert "The letter" in client.get(reverse("admin:articles_picture_changelist")).text
    assert client.get(reverse("admin:articles_picture_shown", args=[picture.pk])).status_code == 302


def test_file_of_a_draft_of_others_is_not_there(client: Client, nosy: User, draft: Any):
    file = MediaFile.objects.create(title="The recording", kind="audio", file="f/one.mp3", content_hash="c" * 64)
    page = reverse("admin:articles_mediafile_changelist")
    assert "The recording" in client.get(page).text
    draft(SECRET, video_provider="file", video_file=file)
    assert "The recording" not in client.get(page).text
    assert client.get(file.url).status_code == 404


def test_number_of_a_draft_of_others_tells_no_headline_in_a_form(client: Client, nosy: User, secret: Article, press):
    rows = {"related_pins-TOTAL_FORMS": "1", "related_pins-INITIAL_FORMS": "0", "related_pins-0-related": secret.pk}
    page = press("save", headline="Mine", **rows)
    assert page.status_code == 200
    assert SECRET not in page.text
    assert not Article.objects.filter(headline="Mine").exists()


def test_what_an_editor_recommends_stays_and_is_not_named(client: Client, nosy: User, secret: Article, draft, press):
    mine = draft("Mine", by=nosy)
    publishing.save(mine, by=None, related=[secret])
    page = client.get(change(mine)).text
    assert SECRET not in page
    assert "An article of others" in page
    rows = {"related_pins-TOTAL_FORMS": "1", "related_pins-INITIAL_FORMS": "0", "related_pins-0-related": secret.pk}
    assert press("save", mine, standfirst="More", **rows).status_code == 302
    mine.refresh_from_db()
    assert mine.standfirst == "More"
    assert [pin.related for pin in mine.related_pins.all()] == [secret]


def test_address_of_a_draft_of_others_is_not_told(client: Client, nosy: User, secret: Article, published: Any):
    kind = ContentType.objects.get_for_model(Article).pk
    for key in (secret.pk, 10**6, "nothing"):
        answer = client.get(f"/admin/r/{kind}/{key}/")
        assert (answer.status_code, answer.get("Location")) == (404, None)
    live = published()
    assert client.get(f"/admin/r/{kind}/{live.pk}/")["Location"] == live.get_absolute_url()
    FormerAddress.objects.create(path="/news/old", article=secret)
    assert "/news/old" not in client.get(reverse("admin:articles_formeraddress_changelist")).text


def test_notes_for_the_desk_are_for_those_who_work_on_it(client: Client, nosy: User, published: Any):
    article = published("Live one", notes="Source is the deputy")
    page = client.get(change(article)).text
    assert "Live one" in page
    assert "deputy" not in page
    asked = client.get(reverse("admin:articles_article_changelist"), {"notes__startswith": "Source"})
    assert asked.status_code == 400
    Article.objects.update(created_by=nosy)
    assert "deputy" in client.get(change(article)).text


def test_log_of_an_article_is_for_those_who_work_on_it(client: Client, nosy: User, published: Any, secret: Article):
    live = published("Live one")
    for article in (live, secret):
        assert client.get(reverse("admin:articles_article_history", args=[article.pk])).status_code == 404
    Article.objects.update(assigned_to=nosy)
    assert client.get(reverse("admin:articles_article_history", args=[live.pk])).status_code == 200


def test_what_is_not_theirs_looks_like_what_is_not_there(client: Client, nosy: User, secret: Article):
    """Every page of an article, by its number: as it is once that article is gone."""
    there = _answers(client, secret.pk)
    assert SECRET not in str(there)
    Article.objects.update(working_copy=None)
    number = secret.pk
    secret.delete()
    assert _answers(client, number) == there
    assert len(there) > 20


def _answers(client: Client, number: int) -> dict[str, Any]:
    desk = type("Desk", (), {"url_patterns": admin.site.get_model_admin(Article).get_urls()})
    found = {}
    for pattern in patterns(desk, "/admin/articles/article/"):
        if "<int:article_id>" not in pattern and "<path:object_id>" not in pattern:
            continue
        target = PARAMETER.sub("1", PARAMETER.sub(str(number), pattern, count=1))
        for method in (client.get, client.post):
            answer = method(target, follow=True)
            found[f"{method.__name__} {pattern}"] = (answer.status_code, CHANCE.sub("", answer.text))
    return found


def test_moderators_look_after_discussions_not_drafts(client: Client, draft: Any, published: Any):
    moderator = account("m@example.org", "articles.view_article", "comments.change_comment", is_staff=True)
    client.force_login(moderator)
    assert client.get(reverse("moderation:discussion", args=[draft(SECRET).pk])).status_code == 404
    assert client.get(reverse("moderation:discussion", args=[published("Live one").pk])).status_code == 200


def test_autocomplete_of_revisions_and_articles(client: Client, nosy: User, secret: Article):
    for model, field in (("article", "working_copy"), ("relatedpin", "related"), ("previewlink", "revision")):
        asked = {"app_label": "articles", "model_name": model, "field_name": field, "term": "mayor"}
        assert SECRET not in client.get(reverse("admin:autocomplete"), asked).text
    assert not permissions.seen(nosy).exists()


def _permission(name: str) -> Any:
    return Permission.objects.filter(codename=name.partition(".")[2])
