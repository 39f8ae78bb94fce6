"""Which comments somebody at the desk takes along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.exporting import Wanted, between


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("Form"),
        choices=[("csv", _("Table for spreadsheets (CSV)")), ("jsonl", _("JSON lines, with everything"))],
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("To"), required=False, help_text=_("Included."), widget=forms.DateInput(attrs={"type": "date"})
    )
    article = forms.IntegerField(
        label=_("Number of the article"), required=False, min_value=1, max_value=2**62, help_text=_("Empty: all.")
    )

    @property
    def wanted(self) -> Wanted:
        sent = self.cleaned_data
        return Wanted(*between(sent["since"], sent["until"]), article=sent["article"])
