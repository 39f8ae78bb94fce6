"""The publication's own row: one, always there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from newsroom.forms.social_links import SocialLinksField
from newsroom.models import Site


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "social_links":
            return SocialLinksField(label=capfirst(db_field.verbose_name), help_text=db_field.help_text, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:newsroom_site_change", args=[Site.current().pk]))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Site | None:
        """Before anyone saved it, its defaults."""
        return super().get_object(request, object_id, from_field) or (Site.current() if object_id == "1" else None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
