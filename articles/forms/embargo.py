"""Until when an embargo shall hold, if not as long as it does."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import embargoes
from articles.forms.times import PublicationTimeField, zone_name

PREFIX = "_embargo"  # what begins so is no text of the article: no script keeps it


class EmbargoForm(forms.Form):
    until = PublicationTimeField(label="", required=False, help_text=gettext_lazy("Empty: it ends now."))
    reason = forms.CharField(
        label=gettext_lazy("Why it may appear earlier"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept in the history, with your name."),
    )

    was = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    @property
    def shown(self) -> str | None:
        """What the form was opened with; None of a form that does not say."""
        return self.cleaned_data["was"] if self.add_prefix("was") in self.data else None

    def __init__(self, data: Any = None, runs_until: datetime | None = None) -> None:
        super().__init__(data, prefix=PREFIX, initial={"was": embargoes.as_shown(runs_until)})
        self.fields["until"].label = _("It ends at (%s)") % zone_name()
