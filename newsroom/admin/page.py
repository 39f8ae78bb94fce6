"""Standing pages at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media as MediaWithNonce

from articles.forms.body_editor import BodyField
from articles.forms.times import PublicationTimeField
from newsroom import standing_pages
from newsroom.models import Page, PageAddress


class PageForm(forms.ModelForm):
    body = BodyField(label=_("Text"))

    class Meta:
        model = Page
        fields = ()  # the admin names them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("published_at"), PublicationTimeField):
            field.keep(self.instance.published_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_published") and not cleaned.get("published_at"):
            cleaned["published_at"] = timezone.now()
        return cleaned


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    form = PageForm
    list_display = ["title", "slug", "parent", "is_published", "modified_at"]
    list_select_related = ["parent"]
    list_filter = ["is_published"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["title", "slug", "body"]}),
        (_("Publish"), {"fields": ["is_published", "published_at", "parent", "position", "notes"]}),
    ]

    class Media:
        css = {"all": ["css/desk_page.css"]}
        js = [Script(f"js/desk/{name}.js", type="module") for name in ("unsaved", "shortcuts")]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "published_at":
            kwargs["form_class"] = PublicationTimeField
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        standing_pages.save(obj)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["media"] = MediaWithNonce.from_media(context["media"], nonce=request.csp_nonce)  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(PageAddress)
class PageAddressAdmin(admin.ModelAdmin):
    list_display = ["path", "page"]
    list_select_related = ["page"]
    search_fields = ["path"]
    autocomplete_fields = ["page"]
