"""Advertisements at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DateTimeField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.forms.times import PublicationTimeField
from newsroom.models import AdSlot, Placement


@admin.register(AdSlot)
class AdSlotAdmin(admin.ModelAdmin):
    """Templates name the slots, so none is added or removed here."""

    list_display = ["title", "name", "shape"]
    fields = ["title", "name", "shape"]
    readonly_fields = ["name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PlacementForm(forms.ModelForm):
    class Meta:
        model = Placement
        fields = ()  # the admin names them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, PublicationTimeField) and self.instance.pk:
                field.keep(getattr(self.instance, name))


@admin.register(Placement)
class PlacementAdmin(admin.ModelAdmin):
    form = PlacementForm
    formfield_overrides = {DateTimeField: {"form_class": PublicationTimeField}}
    list_display = ["label", "slot", "starts_at", "ends_at", "is_active", "is_running"]
    list_filter = ["slot", "is_active"]
    list_select_related = ["slot"]
    search_fields = ["label", "link"]
    autocomplete_fields = ["picture"]
    fields = ["slot", "picture", "label", "link", "starts_at", "ends_at", "is_active"]

    @admin.display(description=_("shown now"), boolean=True)
    def is_running(self, placement: Placement) -> bool:
        return placement.is_running
