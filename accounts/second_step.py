"""How often someone may be wrong about the code of the second step.

allauth allows five wrong codes in five minutes, in all sessions together: 1,440 a day, and an app's code has six
digits. Whoever gets that far knows the password already, so a day's tries are few, and run out for the owner too:
a new password begins a new count, and a passkey needs no code.
"""

from allauth.core import context, ratelimit
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
        if not ratelimit.consume(context.request, action=ACTION, key=key):
            raise ValidationError(_("Too many wrong codes. Use a passkey, or change your password and sign in anew."))
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that comes after this one
        ratelimit.clear(context.request, action=ACTION, key=key)
        return code


class SecondStepForm(Counted, AuthenticateForm):
    pass


class CodeAgainForm(Counted, ReauthenticateForm):
    pass
