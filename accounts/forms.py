"""What people fill in to be let in, and the desk to let them in."""

from typing import Any

from allauth.account import app_settings
from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.account.models import EmailAddress, Login
from allauth.core import context as allauth_context
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts import connected, guesses, mailboxes, refused_sign_ups, same_work
from accounts.models import User
from accounts.profile import NamedByTheDesk

LABELS = {"login": _("E-mail address"), "email": _("E-mail address"), "remember": _("Keep me signed in")}


class HouseWords:
    """The house's own names for the fields, and nothing inside them that repeats these."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class MailsCode:
    """Counts the code that it mails, once all else is right: a refused form mails none."""

    cleaned_data: dict[str, Any]
    errors: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        super().clean()  # type: ignore[misc]  # of the form it is mixed into
        if not self.errors and not guesses.may_ask_for_code(allauth_context.request, self.cleaned_data["email"]):
            self.add_error("email", guesses.TOO_MANY_CODES)  # type: ignore[attr-defined]  # as above
        return self.cleaned_data


class ReaderSignInForm(HouseWords, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the template leads on from there, and keeps `next`

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        if not refused_sign_ups.leads_on(self.request, credentials["email"], credentials["password"]):
            return super()._clean_with_password(credentials)
        self._login = Login(user=None, email=credentials["email"])
        return self.cleaned_data


class ReaderSignUpForm(HouseWords, MailsCode, SignupForm):
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if password := self.cleaned_data.get("password1"):  # none with a passkey
            is_refused = self.account_already_exists
            refused_sign_ups.note(request, self.cleaned_data["email"], password, is_refused=is_refused)
        if self.account_already_exists:
            same_work.sign_up_nobody(self, request)
            return super().try_save(request)
        with transaction.atomic():
            return super().try_save(request)


class ReaderResetForm(HouseWords, MailsCode, ResetPasswordForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        same_work.search_on(email)
        return email


class ReaderPasswordForm(HouseWords, ResetPasswordKeyForm):
    pass


class ReaderCodeRequestForm(HouseWords, MailsCode, RequestLoginCodeForm):
    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        # From the sign-in form, whose second button leads here; that form calls the address "login".
        if data and "email" not in data and "login" in data:
            data = {"email": data["login"]}
        super().__init__(data, **kwargs)

    def clean_email(self) -> str:
        mailboxes.check(self.cleaned_data["email"])
        email: str = super().clean_email()
        same_work.search_on(email)
        return email


class CodeFromMail(HouseWords):
    """The one field for a code, as phones and password managers know it, and how long the code holds."""

    seconds: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minutes = self.seconds // 60
        code = self.fields["code"]
        # Letters, so no keypad of digits.
        code.widget.attrs |= {"inputmode": "text", "autocapitalize": "characters", "spellcheck": "false"}
        code.widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True, "class": "code"}
        code.label = _("Code from the mail")
        holds = ngettext_lazy("It holds for %(minutes)d minute.", "It holds for %(minutes)d minutes.", "minutes")
        code.help_text = holds % {"minutes": minutes}


class AddressCodeForm(CodeFromMail, ConfirmEmailVerificationCodeForm):
    seconds = app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT


class SignInCodeForm(CodeFromMail, ConfirmLoginCodeForm):
    seconds = app_settings.LOGIN_BY_CODE_TIMEOUT


class ResetCodeForm(CodeFromMail, ConfirmPasswordResetCodeForm):
    seconds = app_settings.PASSWORD_RESET_BY_CODE_TIMEOUT


class ReaderSocialSignUpForm(HouseWords, SocialSignupForm):
    pass


class ReaderDisconnectForm(DisconnectForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = connected.of(self.request.user)

    def clean_account(self) -> SocialAccount:
        return connected.named(self.cleaned_data["account"])


class ReaderEmailForm(HouseWords, MailsCode, AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].help_text = _(
            "We send a code there, and word of the change to the former address. Until you enter it, nothing changes."
        )


class ReaderPasswordAgainForm(HouseWords, ReauthenticateForm):
    pass


class ReaderPasswordChangeForm(HouseWords, ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""  # the template leads on from there
        self.fields["password1"].label, self.fields["password2"].label = _("New password"), _("New password, again")


class ReaderPasswordSetForm(HouseWords, SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = _("Password, again")


class NewUserForm(NamedByTheDesk, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "display_name", "is_staff", "groups")
        field_classes: dict[str, Any] = {}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        mailboxes.check(email)
        return email


class UserForm(NamedByTheDesk, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes: dict[str, Any] = {}

    def clean_email(self) -> str:
        """Refuses what opens another account: allauth lets in by every address that was proved."""
        email: str = self.cleaned_data["email"]
        if "email" in self.changed_data:
            mailboxes.check(email)
        others = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=self.instance)
        if others.exists():
            raise ValidationError(_("There is an account with this e-mail address."))
        return email
