"""The picture library."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.paginator import CappedPaginator
from articles import library, renditions
from articles.admin.lookup import KeptWhileUsed, SeenByWriters
from articles.admin.picture_chooser import choose
from articles.forms.picture import PictureForm
from articles.models import Picture
from articles.permissions import sees_unpublished


class WithoutAlt(admin.SimpleListFilter):
    title = gettext_lazy("text for those who cannot see it")
    parameter_name = "alt"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("missing", _("Missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        return queryset.filter(Q(alt=""), is_decorative=False) if self.value() == "missing" else queryset


@admin.register(Picture)
class PictureAdmin(KeptWhileUsed, SeenByWriters, admin.ModelAdmin):
    form = PictureForm
    list_display = ["thumbnail", "__str__", "alt", "credit", "size", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [WithoutAlt]
    search_fields = ["title", "alt", "caption", "credit"]
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    readonly_fields = ["shown", "size", "source_url"]
    fieldsets = [
        (None, {"fields": ["shown", "upload", "alt", "is_decorative", "caption", "credit"]}),
        (gettext_lazy("Library"), {"fields": ["title", "licence", "size", "source_url"]}),
        (gettext_lazy("Focal point"), {"fields": ["focal_x", "focal_y"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request) & library.pictures(request.user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("choose/", view(choose), name="articles_picture_choose"),
            path("<int:picture_id>/shown/", view(shown), name="articles_picture_shown"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return _image(picture, "free-480.webp", "desk-thumbnail")

    @admin.display(description=gettext_lazy("picture"))
    def shown(self, picture: Picture) -> str:
        return _image(picture, "free-800.webp", "desk-picture") if picture.pk else _("Not uploaded yet.")

    @admin.display(description=gettext_lazy("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}" if picture.width else ""

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        form.store()

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        renditions.delete(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        for picture in queryset:
            renditions.delete(picture)


def shown(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Texts know their pictures by number alone; the editor asks here for something to show."""
    if not sees_unpublished(request.user):
        raise PermissionDenied
    picture = get_object_or_404(library.pictures(request.user).exclude(original=""), pk=picture_id)
    return redirect(picture.rendition_url("free-800.webp"))


def _image(picture: Picture, name: str, css_class: str) -> str:
    if not picture.original:
        return _("The file is missing.")
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        *(css_class, picture.rendition_url(name), picture.alt_text, picture.width, picture.height),
    )
