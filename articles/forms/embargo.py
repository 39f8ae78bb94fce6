"""Until when an embargo shall hold, if not as long as it does."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.fields["until"].label = _("It ends at (%s)") % zone_name()
