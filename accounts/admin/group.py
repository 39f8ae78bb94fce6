"""Roles at the desk, and what each may do."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest

from accounts import audit

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(StockGroupAdmin):
    filter_horizontal = []

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple(attrs={"class": "desk-columns"})
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        group = form.instance
        before = _permissions(group)
        super().save_related(request, form, formsets, change)
        after = _permissions(group)
        if not change or before != after or form.changed_data:
            verb = "change_role" if change else "create_role"
            about = {"name": group.name, "added": sorted(after - before), "removed": sorted(before - after)}
            audit.record(verb, by=request.user, subject=group, **about)  # type: ignore[arg-type]  # staff

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        self._record_end(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        for group in queryset:
            self._record_end(request, group)
        super().delete_queryset(request, queryset)

    def _record_end(self, request: HttpRequest, group: Group) -> None:
        members = list(group.user_set.order_by("pk").values_list("pk", flat=True))
        audit.record("delete_role", by=request.user, subject=group, name=group.name, members=members)  # type: ignore[arg-type]  # staff


def _permissions(group: Group) -> set[str]:
    found = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}
