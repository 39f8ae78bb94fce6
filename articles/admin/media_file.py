"""Sound, moving pictures and documents of the house's own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from articles import library
from articles.admin.lookup import KeptWhileUsed, SeenByWriters
from articles.forms.picture import MediaFileForm
from articles.models import MediaFile


@admin.register(MediaFile)
class MediaFileAdmin(KeptWhileUsed, SeenByWriters, admin.ModelAdmin):
    form = MediaFileForm
    list_display = ["title", "kind", "shown_size", "created_at"]
    list_filter = ["kind"]
    search_fields = ["title", "caption"]
    show_full_result_count = False
    paginator = CappedPaginator
    readonly_fields = ["source_url", "shown_size"]
    fields = ["title", "kind", "upload", "caption", "shown_size", "source_url"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request) & library.media_files(request.user)

    @admin.display(description=_("size"))
    def shown_size(self, media_file: MediaFile) -> str:
        return filesizeformat(media_file.size) if media_file.size else ""

    def save_model(self, request: HttpRequest, obj: MediaFile, form: Any, change: bool) -> None:
        form.store()
