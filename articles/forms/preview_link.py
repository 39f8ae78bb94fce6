"""For whom a preview link is, of which text, and for how long."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from articles import working_copies
from articles.models import Article, Revision
from articles.preview_links import LIFE, LONGEST_LIFE

OFFERED = 30  # of the newest revisions


class PreviewLinkForm(forms.Form):
    name = forms.CharField(label=_("For whom"), max_length=100, help_text=_("Shown to them, and beside what they say."))
    days = forms.IntegerField(label=_("Days it is open"), min_value=1, max_value=LONGEST_LIFE, initial=LIFE)
    revision = forms.TypedChoiceField(label=_("Text"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, article: Article, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = working_copies.head(article).number
        rows = article.revisions.defer("content").select_related("created_by")
        found = {row.number: row for row in rows.exclude(number=newest)[:OFFERED]}
        if chosen.isdecimal() and len(chosen) < 10 and int(chosen) not in found:
            found |= {row.number: row for row in rows.filter(number=chosen).exclude(number=newest)}
        choices = [("", _("The newest: revision %s") % newest), *((str(n), _said(row)) for n, row in found.items())]
        self.fields["revision"].choices = choices  # type: ignore[attr-defined]  # a TypedChoiceField
        self.initial.setdefault("revision", chosen)


def _said(revision: Revision) -> str:
    when = date_format(localtime(revision.created_at), "SHORT_DATETIME_FORMAT")
    return _("Revision %(number)s, %(when)s") % {"number": revision.number, "when": when}
