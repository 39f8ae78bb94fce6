"""The rules for comments: each change a version of its own, tried on what was decided lately before it holds."""

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from comments import dry_run, rules
from comments.models import CategoryMode, ReaderMode, Reason, Rules
from comments.words import BadEntry, entry

LONGEST_LIST = 5000  # entries
WORDS, DOMAINS = ("banned_words", "suspect_words"), ("allowed_domains", "denied_domains")
GROUPS = [
    (_("When comments are shown"), ["mode", "first", "opens", "closes", "closes_after", "edit_minutes"]),
    (_("Words and links"), [*WORDS, *DOMAINS, "most_links", "new_days"]),
    (_("Likeness and reports"), ["hold_likeness", "hold_reports"]),
    (_("How much at once"), ["per_reader", "per_network", "per_article", "heat", "slow_seconds", "slow_minutes"]),
    (_("How decisions are looked at again"), ["second_reviews"]),
]


class RulesForm(forms.ModelForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Rules
        fields = (*(name for _title, names in GROUPS for name in names), "note")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in WORDS:
            self._check(name, _problem_of_entry)
        for name in DOMAINS:
            self._check(name, lambda line: "" if "." in (rules.domain_of(line) or "") else _("This is no domain."))
        if (cleaned.get("opens") is None) != (cleaned.get("closes") is None):
            self.add_error("closes", _("Give both hours, or none."))
        if cleaned.get("based_on") not in {None, rules.current().pk}:
            raise ValidationError(_("Somebody saved other rules in the meantime. Open this page again and compare."))
        return cleaned

    def _check(self, name: str, problem_of: Any) -> None:
        entries = rules.lines(self.cleaned_data.get(name, ""))
        if len(entries) > LONGEST_LIST:
            self.add_error(name, _("At most %(most)d entries.") % {"most": LONGEST_LIST})
        for line in entries[:LONGEST_LIST]:
            if problem := problem_of(line):
                self.add_error(name, f"{line}: {problem}")
                return


def _problem_of_entry(line: str) -> str:
    try:
        entry(line)
    except BadEntry as error:
        return str(error)
    return ""


@admin.register(Rules)
class RulesAdmin(admin.ModelAdmin):
    """Versions are listed and read. To change the rules is to add a version."""

    form = RulesForm
    add_form_template = "admin/comments/rules/new.html"
    list_display = ["version", "made_at", "made_by", "note", "changed"]
    list_select_related = ["made_by"]
    list_display_links = ["version"]
    sortable_by = ()
    list_per_page = 25
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Rules | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Rules | None = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Rules | None = None) -> Any:
        about = ["made_at", "made_by", "changed"] if obj else ["based_on"]
        return [(None, {"fields": ["note", *about]}), *((title, {"fields": names}) for title, names in GROUPS)]

    def get_readonly_fields(self, request: HttpRequest, obj: Rules | None = None) -> list[str]:
        return ["made_at", "made_by", "changed"] if obj else []

    @admin.display(description=_("version"))
    def version(self, row: Rules) -> int:
        return row.pk

    @admin.display(description=_("changed"))
    def changed(self, row: Rules) -> str:
        """Against the version before."""
        before = getattr(row, "before", None) or _before(row)
        lines = ((each.name, each.before or "–", each.after or "–") for each in rules.changes(before, row))
        return format_html_join("", "<div>{}: {} → {}</div>", lines) or "–"

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Each row with the one before it, which is the next in the list."""
        page = super().get_changelist_instance(request)
        rows = list(page.result_list)
        for row, before in pairwise(rows):
            row.before = before
        page.result_list = rows
        return page

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        if tried := getattr(request, "tried", None):
            return dict(tried)
        current = rules.current()
        values = {name: getattr(current, name) for _title, names in GROUPS for name in names}
        return {**values, "based_on": current.pk}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if request.method == "POST" and "_try" in request.POST and self.has_add_permission(request):
            form = self.get_form(request)(request.POST)
            if form.is_valid():
                outcome = dry_run.try_out(form.instance, timezone.now())
                shown = {"tried": outcome, "changes": rules.changes(rules.current(), form.instance)}
                request.tried = request.POST.dict()  # type: ignore[attr-defined]  # what was typed stays
                request.method = "GET"
                extra_context = {**(extra_context or {}), **shown}
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Rules, form: forms.ModelForm, change: bool) -> None:
        """Raises Outdated where somebody was quicker by less than the form needs to notice."""
        rules.save(obj, by=request.user, based_on=form.cleaned_data["based_on"])  # type: ignore[arg-type]  # staff

    def response_add(self, request: HttpRequest, obj: Rules, post_url_continue: str | None = None) -> HttpResponse:
        messages.success(request, _("These rules hold from now on, as version %(number)d.") % {"number": obj.pk})
        return HttpResponseRedirect(reverse("admin:comments_rules_changelist"))


def _before(row: Rules) -> Rules:
    return Rules.objects.filter(pk__lt=row.pk).order_by("-pk").first() or Rules()


@admin.register(CategoryMode)
class CategoryModeAdmin(admin.ModelAdmin):
    list_display = ["category", "mode", "note"]
    list_select_related = ["category"]
    autocomplete_fields = ["category"]


@admin.register(ReaderMode)
class ReaderModeAdmin(admin.ModelAdmin):
    list_display = ["user", "mode", "note"]
    list_select_related = ["user"]
    raw_id_fields = ["user"]
    search_fields = ["user__email", "user__display_name"]


@admin.register(Reason)
class ReasonAdmin(admin.ModelAdmin):
    list_display = ["name", "words", "place", "is_offered"]
    list_editable = ["place", "is_offered"]
    search_fields = ["name", "words"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Fields in the cells of a list have no label but this."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in self.list_editable:
            field.widget.attrs["aria-label"] = field.label
        return field
