"""Tags: the subjects articles are about."""

from typing import Any

import taggit.admin  # noqa: F401  # registers an admin of its own, which is replaced here
from django.contrib import admin
from django.http import HttpRequest
from taggit.models import Tag

from accounts.admin.paginator import CappedPaginator
from articles import addresses, library
from articles.admin.lookup import SeenByWriters
from articles.admin.unseen import TellsNothingOfOthers

admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(TellsNothingOfOthers, SeenByWriters, admin.ModelAdmin):
    list_display = ["name", "slug"]
    ordering = ["name"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False
    paginator = CappedPaginator
    fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Also what forms offer while one types: a tag of a draft alone tells what is in preparation."""
        return library.tags(request.user, super().get_queryset(request))

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        addresses.save_moved(obj)
