"""The menus of the site."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from newsroom.models import Menu, MenuItem


class MenuItemFormSet(BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        """The head of a column says what stands in it, but not to who cannot see it."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # within what adds “change” and “add” to it
            widget.attrs.setdefault("aria-label", str(field.label or ""))


class MenuItemInline(admin.TabularInline):
    model = MenuItem
    formset = MenuItemFormSet
    fields = ["position", "label", "category", "page", "article", "url", "parent"]
    autocomplete_fields = ["article"]
    extra = 0

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            menu = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = MenuItem.objects.filter(menu=menu, parent=None).select_related(
                "category", "page", "article"
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("category", "page", "article")


@admin.register(Menu)
class MenuAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    inlines = [MenuItemInline]
