"""How often someone may be wrong about the code of the second step.

allauth allows five wrong codes in five minutes, in all sessions together: 1,440 a day, and an app's code has six
digits. Whoever gets that far knows the password already, so a day's tries are few, and run out for the owner too:
a new password begins a new count, and a passkey needs no code. A code that nobody looked at is no try.
"""

from allauth.core import context, ratelimit
from allauth.core.internal import ratelimit as inner_ratelimit  # gives a try back; the public one does not
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

ACTION = "second_step"  # its numbers are in newsroom/sign_in_settings.py


class Counted(Form):
    user: AbstractBaseUser

    def clean_code(self) -> str:
        key = f"{self.user.pk}:{self.user.password}"
        taken = inner_ratelimit.consume(context.request, app="allauth.account", action=ACTION, key=key)
        if not taken:
            raise ValidationError(_("Too many wrong codes. Use a passkey, or change your password and sign in anew."))
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the form that comes after this one
        except ValidationError as problem:
            if problem.code != "incorrect_code":
                taken.rollback()
            raise
        ratelimit.clear(context.request, action=ACTION, key=key)
        return code


class SecondStepForm(Counted, AuthenticateForm):
    pass


class CodeAgainForm(Counted, ReauthenticateForm):
    pass
