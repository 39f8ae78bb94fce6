"""The addresses that belong to one article at the desk, below /admin/articles/article/."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from articles.admin.preview import preview


def addresses(site: AdminSite) -> list[URLPattern]:
    return [
        path("<int:article_id>/preview/", site.admin_view(preview), name="articles_article_preview"),
    ]
