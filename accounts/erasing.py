"""What somebody is asked before their account is erased."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import erasure
from accounts.models import User

CHOICES = [
    ("keep", gettext_lazy("Leave them, without my name")),
    ("remove", gettext_lazy("Remove them; answers of others stay")),
]


class Choice(forms.RadioSelect):
    """What leads to the field leads to its first button; Django knows of none that stands for all of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class EraseForm(forms.Form):
    comments = forms.ChoiceField(label=gettext_lazy("My comments"), choices=CHOICES, widget=Choice)
    address = forms.CharField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Type it, so that nobody erases an account by mistake."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"])
        if typed.strip().lower() != self.user.email.lower():
            raise ValidationError(_("This is not the address of this account."))
        return typed

    def clean(self) -> None:
        if not erasure.may_leave(self.user):
            raise ValidationError(_("You are the only administrator. Make somebody else one first."))
