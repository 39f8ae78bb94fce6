"""Categories: what the navigation is made of."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import addresses
from articles.admin.lookup import KeptWhileUsed, SeenByWriters
from articles.models import Category


@admin.register(Category)
class CategoryAdmin(KeptWhileUsed, SeenByWriters, admin.ModelAdmin):
    list_display = ["name", "slug", "parent", "position", "colour"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "parent", "position", "colour", "description"]

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        addresses.save_moved(obj)
