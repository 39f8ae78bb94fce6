"""What people fill in to be let in, and the desk to let them in."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LABELS = {"login": _("E-mail address"), "email": _("E-mail address"), "remember": _("Keep me signed in")}


class HouseWords:
    """The house's own names for the fields, and nothing inside them that repeats these."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class ReaderSignInForm(HouseWords, LoginForm):
    pass


class ReaderSignUpForm(HouseWords, SignupForm):
    pass


class ReaderResetForm(HouseWords, ResetPasswordForm):
    pass


class ReaderEmailForm(HouseWords, AddEmailForm):
    pass


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "display_name", "is_staff", "groups")
        field_classes: dict[str, Any] = {}


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes: dict[str, Any] = {}
