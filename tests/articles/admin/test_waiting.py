"""Pictures, files, authors and categories that only a text refers to which is not published yet."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import library, publishing, revisions
from articles.models import Article, Author, Category, MediaFile, Picture
from articles.revisions import Credit

SHOWN = '<figure><img data-picture="{picture}" alt=""></figure><p><a href="/media/files/{file}/">The letter</a></p>'


@pytest.fixture
def used(published: Any, administrator: User) -> dict[str, Any]:
    """Of a live article of an editor: readers have none of it."""
    rows = {
        "picture": Picture.objects.create(
            original="a.jpg", width=9, height=9, content_hash="a" * 64, title="In the text"
        ),
        "lead": Picture.objects.create(original="b.jpg", width=9, height=9, content_hash="b" * 64, title="Above it"),
        "file": MediaFile.objects.create(title="The letter", kind="document", file="letter.pdf"),
        "author": Author.objects.create(name="Not yet named", slug="not-yet"),
        "category": Category.objects.create(name="Not yet used", slug="not-yet"),
    }
    article = published(created_by=administrator)
    article.body = SHOWN.format(picture=rows["picture"].pk, file=rows["file"].pk)
    article.lead_picture, article.category = rows["lead"], rows["category"]
    publishing.save(article, by=administrator, bylines=[Credit(rows["author"])])
    return {**rows, "article": Article.objects.get(pk=article.pk)}


def test_is_not_deleted(client: Client, administrator: User, used: dict[str, Any]):
    client.force_login(administrator)
    for name, row in used.items():
        if name == "article":
            continue
        model = row._meta.model_name
        address = reverse(f"admin:articles_{model}_delete", args=[row.pk])
        assert used["article"].headline in client.get(address).text, name
        client.post(address, {"post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists(), name


def test_is_not_in_the_library_of_others(reporter: User, administrator: User, used: dict[str, Any]):
    hidden = {used["picture"].pk, used["lead"].pk}
    assert not library.pictures(reporter).filter(pk__in=hidden).exists()
    assert not library.media_files(reporter).filter(pk=used["file"].pk).exists()
    assert library.pictures(administrator).filter(pk__in=hidden).count() == 2
    Article.objects.filter(pk=used["article"].pk).update(assigned_to=reporter)
    assert library.pictures(reporter).filter(pk__in=hidden).count() == 2
    assert library.media_files(reporter).filter(pk=used["file"].pk).exists()


@pytest.mark.parametrize("name", ["picture", "file"])
def test_text_with_a_hole_is_no_update(used: dict[str, Any], name: str):
    article = used["article"]
    used[name].delete()
    assert revisions.missing(article.working_copy.content) == ["body"]
    with pytest.raises(publishing.Refused, match="deleted"):
        publishing.update(article, by=None)


def test_tag_of_drafts_of_others_is_not_listed(client: Client, reporter: User, administrator: User, draft: Any):
    draft("A secret", tags=["Resignation"], by=administrator)
    draft("One's own", tags=["Bridges"], by=administrator, assigned_to=reporter)
    reporter.user_permissions.add(Permission.objects.get(codename="view_tag"))
    address = reverse("admin:taggit_tag_changelist")
    for user, sees in ((reporter, False), (administrator, True)):
        client.force_login(user)
        page = client.get(address).text
        assert "Bridges" in page
        assert ("Resignation" in page) is sees
