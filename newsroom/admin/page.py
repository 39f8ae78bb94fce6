"""Standing pages at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media as MediaWithNonce

from articles.forms.body_editor import BodyField
from articles.forms.times import PublicationTimeField
from newsroom import standing_pages
from newsroom.models import Page, PageAddress

REFUSAL = _(
    "Someone else saved this page while you were writing. Your text was not saved over theirs, and is kept below. "
    "Open the page in another tab to compare; save again to put yours in place of theirs."
)


class PageForm(forms.ModelForm):
    """`refusal` says why the same input was not saved a moment ago; it is shown, and everything typed is kept."""

    refusal: str = ""

    body = BodyField(label=_("Text"))
    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Page
        fields = ()  # the admin names them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["started_from"] = standing_pages.version(self.instance)
        if isinstance(field := self.fields.get("published_at"), PublicationTimeField):
            field.keep(self.instance.published_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            self.add_error(None, self.refusal)
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
        (None, {"fields": ["title", "slug", "body", "started_from"]}),
        (_("Publish"), {"fields": ["is_published", "published_at", "parent", "position", "notes"]}),
    ]

    class Media:
        css = {"all": ["css/desk_page.css"]}
        js = [Script(f"js/desk/{name}.js", type="module") for name in ("unsaved", "once")]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "published_at":
            kwargs["form_class"] = PublicationTimeField
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")  # type: ignore[attr-defined]  # a PageForm
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A stale save is shown again with every word; sent once more, knowingly, it replaces what was saved."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except standing_pages.Stale:
            page = self.get_object(request, unquote(object_id or ""))
            sent = request.POST.copy()
            sent["started_from"] = standing_pages.version(page) if page else ""
            request.POST, request.refusal = sent, REFUSAL  # type: ignore[assignment, attr-defined]  # ours, on the request
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response.status_code = 409
            return response

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        standing_pages.save(obj, expected=form.cleaned_data["started_from"] if change else None)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["media"] = MediaWithNonce.from_media(context["media"], nonce=request.csp_nonce)  # type: ignore[attr-defined]  # ours, on the request
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(PageAddress)
class PageAddressAdmin(admin.ModelAdmin):
    list_display = ["path", "page"]
    list_select_related = ["page"]
    search_fields = ["path"]
    autocomplete_fields = ["page"]
