"""What the desk fills in to let people in."""

from typing import Any

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from accounts.models import User


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
