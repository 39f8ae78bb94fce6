"""Addresses of the desk that are about many articles, below /admin/articles/article/."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from articles.admin import bulk, calendar, saved_filters, tonight


def addresses(site: AdminSite) -> list[URLPattern]:
    view = site.admin_view
    return [
        path("views/", view(saved_filters.save), name="articles_article_view_save"),
        path("views/<int:filter_id>/delete/", view(saved_filters.delete), name="articles_article_view_delete"),
        path("tonight/", view(tonight.tonight), name="articles_article_tonight"),
        path("calendar/", view(calendar.calendar), name="articles_article_calendar"),
        path("bulk/", view(bulk.listed), name="articles_article_bulk"),
        path("bulk/try/", view(bulk.dry_run), name="articles_article_bulk_try"),
        path("bulk/do/", view(bulk.carry_out), name="articles_article_bulk_do"),
        path("bulk/<int:act_id>/", view(bulk.one), name="articles_article_bulk_one"),
        path("bulk/<int:act_id>/undo/", view(bulk.undo), name="articles_article_bulk_undo"),
    ]
