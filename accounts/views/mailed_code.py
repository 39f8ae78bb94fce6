"""The form for a code from a mail, on pages of our own."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import mailed_codes
from accounts.forms import CodeFromMail


class MailedCodeForm(CodeFromMail, forms.Form):
    seconds = mailed_codes.LIFE
    code = forms.CharField(max_length=40)

    def __init__(self, request: HttpRequest, purpose: str) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request, self.purpose = request, purpose

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not mailed_codes.prove(self.request, self.purpose, code):
            raise forms.ValidationError(_("This is not the code from the mail."))
        return code

    @property
    def is_over(self) -> bool:
        """After the last wrong try."""
        return mailed_codes.asked(self.request, self.purpose) is None


def over() -> str:
    return _("The code holds no longer, or was wrong three times. Have another one mailed.")
