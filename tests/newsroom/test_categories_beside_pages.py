import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Category

FIELDS = {"name": "Terms", "position": "1", "colour": "slate", "parent": "", "description": ""}


@pytest.mark.parametrize(("slug", "is_made"), [("terms", False), ("terms-and-more", True)])
def test_category_cannot_hide_a_page(desk: Client, slug: str, is_made: bool):
    response = desk.post(reverse("admin:articles_category_add"), {**FIELDS, "slug": slug})
    assert response.status_code == (302 if is_made else 200)
    assert Category.objects.filter(slug=slug).exists() is is_made
    assert b"Terms of use" in desk.get("/terms/").content
