"""The audit log, to search and to read. Nobody changes it, whatever they may do."""

from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from accounts.models import AuditEntry, User

MOST_PEOPLE = 50
# SELECT DISTINCT would read the whole index; this takes one step in it for each verb there is.
VERBS = """
    WITH RECURSIVE found(verb) AS (
        SELECT MIN(verb) FROM accounts_auditentry
        UNION ALL
        SELECT (SELECT MIN(verb) FROM accounts_auditentry WHERE verb > found.verb) FROM found WHERE verb IS NOT NULL
    )
    SELECT verb FROM found WHERE verb IS NOT NULL
"""


class VerbFilter(admin.SimpleListFilter):
    title, parameter_name = _("what"), "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(verb, verb.replace("_", " ")) for verb in _verbs()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        verb = (self.value() or "").replace("\0", "")  # which PostgreSQL refuses to compare with
        return queryset.filter(verb=verb) if verb else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    list_display = ["when", "what", "who", "subject", "from_where", "about"]
    list_filter = [VerbFilter, ("at", admin.DateFieldListFilter)]
    search_fields = ["verb"]  # so that there is a box; get_search_results reads what is typed
    search_help_text = _("An e-mail address, a verb, a subject like “article 12” or a day like 2027-11-20.")
    sortable_by = ()
    ordering = ["-number"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    list_per_page = 50
    fields = ("number", "when", "what", "who", "subject", "about", "from_where", "agent", "hash")
    readonly_fields = fields

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry], search_term: str
    ) -> tuple[QuerySet[AuditEntry], bool]:
        words = search_term.replace("\0", "").lower().split()
        for word in [] if _is_subject(words) else words:
            queryset = queryset.filter(_meant(word))
        if _is_subject(words):
            queryset = queryset.filter(subject_type__in=_types(words[0]), subject_id=words[1])
        return queryset, False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With the people a page names, asked for at once."""
        changelist = super().get_changelist_instance(request)
        numbers = {entry.actor_id for entry in changelist.result_list if entry.actor_id}
        numbers |= {int(entry.subject_id) for entry in changelist.result_list if _is_about_someone(entry)}
        people = User.objects.in_bulk(numbers)
        for entry in changelist.result_list:
            entry.people = people
        return changelist

    @admin.display(description=_("when"))
    def when(self, entry: AuditEntry) -> str:
        """To the second: what happened first is what one looks for here."""
        local = timezone.localtime(entry.at)
        return f"{date_format(local, 'M j, Y')}, {local:%H:%M:%S %Z}"

    @admin.display(description=_("what"))
    def what(self, entry: AuditEntry) -> str:
        return entry.verb.replace("_", " ")

    @admin.display(description=_("who"))
    def who(self, entry: AuditEntry) -> str:
        return _named(entry, entry.actor_id) if entry.actor_id else ""

    @admin.display(description=_("subject"))
    def subject(self, entry: AuditEntry) -> str:
        if _is_about_someone(entry):
            return _named(entry, int(entry.subject_id))
        return f"{entry.subject_type.rpartition('.')[2]} {entry.subject_id}".strip()

    @admin.display(description=_("from where"))
    def from_where(self, entry: AuditEntry) -> str:
        return (entry.personal or {}).get("ip", "")

    @admin.display(description=_("browser"))
    def agent(self, entry: AuditEntry) -> str:
        return (entry.personal or {}).get("agent", "")

    @admin.display(description=_("details"))
    def about(self, entry: AuditEntry) -> str:
        rest = {name: value for name, value in (entry.personal or {}).items() if name not in {"ip", "agent", "email"}}
        pairs = ((name.replace("_", " "), _in_words(value)) for name, value in (entry.details | rest).items())
        return format_html_join(", ", "{}: {}", pairs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission


def _verbs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(VERBS)
        return [verb for (verb,) in cursor.fetchall()]


def _is_subject(words: list[str]) -> bool:
    return len(words) == 2 and words[1].isdecimal() and bool(_types(words[0]))


def _types(name: str) -> list[str]:
    """Of models called so, whatever their app."""
    return [model._meta.label_lower for model in apps.get_models() if model._meta.model_name == name]


def _meant(word: str) -> Q:
    if "@" in word:
        people = User.objects.alias(key=Lower("email")).filter(key__startswith=word).order_by("pk")[:MOST_PEOPLE]
        numbers = list(people.values_list("pk", flat=True))
        return Q(actor_id__in=numbers) | Q(subject_type=User._meta.label_lower, subject_id__in=map(str, numbers))
    if day := _day(word):
        return Q(at__gte=day, at__lt=day + timedelta(days=1))
    return Q(verb__in=[verb for verb in _verbs() if word in verb])


def _day(word: str) -> datetime | None:
    try:
        day = parse_date(word)
    except ValueError:  # the 31st of February
        return None
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def _is_about_someone(entry: AuditEntry) -> bool:
    return entry.subject_type == User._meta.label_lower and entry.subject_id.isdecimal()


def _named(entry: AuditEntry, user_id: int) -> str:
    people = getattr(entry, "people", None)
    user = people.get(user_id) if people is not None else User.objects.filter(pk=user_id).first()
    return user.email if user else str(_("account %s, which is no more")) % user_id


def _in_words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
