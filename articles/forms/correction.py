"""What the desk types to correct an article, and to withdraw a correction."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.corrections import LONGEST, LONGEST_PLACE, LONGEST_REASON
from articles.models import Article, Correction


class CorrectionForm(forms.Form):
    """With `updates_from`, the unpublished changes that were shown beside it go live with it."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Correction.Type.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("Headline, third paragraph, caption: as readers would say it."),
    )
    text = forms.CharField(
        label=_("What was wrong, and what is right"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Plain text. Readers see it with the article, in feeds and among all corrections, and it stays."),
    )
    updates_from = forms.IntegerField(
        label=_("Update the article in the same moment, with its unpublished changes"),
        required=False,
    )

    def __init__(self, article: Article, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"kind": Correction.Type.CORRECTION})
        copy = article.working_copy
        if copy is None:
            del self.fields["updates_from"]
        else:
            self.fields["updates_from"].widget = NumberTicked(copy.number)


class NumberTicked(forms.Widget):
    """A box that sends the number of the revision that was looked at."""

    def __init__(self, number: int) -> None:
        super().__init__({"value": str(number), "type": "checkbox"})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        is_ticked = str(value) == self.attrs["value"]
        told = {**self.attrs, **(attrs or {}), "name": name, **({"checked": True} if is_ticked else {})}
        return format_html("<input{}>", flatatt(told))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class WithdrawalForm(forms.Form):
    correction = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers see it beside the correction, which stays."),
    )
