"""Authors: who bylines can name."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import addresses
from articles.admin.lookup import KeptWhileUsed, SeenByWriters
from articles.models import Author


@admin.register(Author)
class AuthorAdmin(KeptWhileUsed, SeenByWriters, admin.ModelAdmin):
    list_display = ["name", "kind", "job_title", "user"]
    list_select_related = ["user"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "job_title"]
    autocomplete_fields = ["picture", "user"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False
    fields = ["name", "slug", "kind", "job_title", "bio", "picture", "links", "user"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [name for name in self.list_display if name not in _of_accounts(request)]

    def get_fields(self, request: HttpRequest, obj: Author | None = None) -> list[Any]:
        return [name for name in self.fields or () if name not in _of_accounts(request)]

    def save_model(self, request: HttpRequest, obj: Author, form: Any, change: bool) -> None:
        addresses.save_moved(obj)


def _of_accounts(request: HttpRequest) -> set[str]:
    """Writers see who can be named, not by which address somebody signs in."""
    return set() if request.user.has_perm("accounts.view_user") else {"user"}
