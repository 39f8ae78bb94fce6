"""The addresses that belong to one article at the desk, below /admin/articles/article/."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from articles.admin import corrections
from articles.admin.preview import preview


def addresses(site: AdminSite) -> list[URLPattern]:
    return [
        path("<int:article_id>/preview/", site.admin_view(preview), name="articles_article_preview"),
        path("<int:article_id>/corrections/", site.admin_view(corrections.page), name="articles_article_corrections"),
    ]
