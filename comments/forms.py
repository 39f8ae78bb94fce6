"""What moderators send from their desk, and readers from their account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.erasing import Choice
from comments.deciding import VERBS, Wish
from comments.decisions import Act
from comments.models import Appeal, Decision, MailChoice, Reason, Sanction
from comments.removing import Replies

LONGEST = 18  # digits
Verb = Decision.Verb


class DecideForm(forms.Form):
    verb = forms.ChoiceField(choices=[(verb.value, verb.label) for verb in VERBS])
    reason = forms.ModelChoiceField(Reason.objects.filter(is_offered=True), required=False)
    words = forms.CharField(max_length=2000, required=False)
    note = forms.CharField(max_length=200, required=False)
    replies = forms.ChoiceField(choices=Replies.choices, required=False)
    everything = forms.BooleanField(required=False)  # that matches the queue, not what is ticked alone
    last = forms.IntegerField(min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if sent.get("verb") in {Verb.REJECT, Verb.RETURN} and not (sent.get("reason") or sent.get("words")):
            raise forms.ValidationError(_("Choose a reason, or write one: its author is told."))
        return sent

    @property
    def wish(self) -> Wish:
        sent = self.cleaned_data
        return Wish(Verb(sent["verb"]), sent["note"], Replies(sent["replies"] or Replies.KEEP))

    def act(self, by: Any) -> Act:
        return Act(by=by, reason=self.cleaned_data["reason"], words=self.cleaned_data["words"])


class SanctionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=Sanction.Kind.choices)
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=366, required=False, help_text=_("Of a suspension alone.")
    )
    words = forms.CharField(
        label=_("What the reader is told"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    comment = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class AppealForm(forms.Form):
    outcome = forms.ChoiceField(choices=Appeal.Outcome.choices)
    answer = forms.CharField(max_length=2000)


class MailChoiceForm(forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ("replies", "mentions", "every")
        labels = {
            "replies": _("When somebody answers me"),
            "mentions": _("When somebody mentions me"),
            "every": _("The digest comes"),
        }
        widgets = {"replies": Choice, "mentions": Choice, "every": Choice}


def as_shown(sent: list[str]) -> dict[int, str]:
    """The numbers of comments, each with the status it had when it was shown: "12:pending"."""
    pairs = (each.partition(":") for each in sent)
    return {number: status for digits, _colon, status in pairs for number in numbers([digits])}


def numbers(sent: list[str]) -> list[int]:
    """Those that are numbers of comments, of what was ticked."""
    return [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) <= LONGEST]
