"""The people of the desk and the readers with an account, for those who let them in."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import addresses, audit, erasure, mail, powers, proving, recovering
from accounts.forms import NewUserForm, UserForm
from accounts.models import User


@admin.register(User)
class UserAdmin(StockUserAdmin):
    form, add_form = UserForm, NewUserForm
    list_display = ["email", "public_name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "groups"]
    search_fields = ["email", "display_name"]
    ordering = ["email"]
    show_full_result_count = False
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["email", "password", "display_name"]}),
        (
            _("What they may do"),
            {
                "fields": ["is_active", "is_staff", "groups", "is_superuser"],
                "description": _("Groups say what someone may do: choose at least one for everyone at the desk."),
            },
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["email", "display_name", "usable_password", "password1", "password2", "is_staff", "groups"],
                "description": _(
                    "They sign in with the e-mail address. Without a password they set one by “Forgot password?”."
                ),
            },
        )
    ]

    @admin.display(description=_("public name"), ordering="display_name")
    def public_name(self, user: User) -> str:
        return format_html("<bdi>{}</bdi>", user.display_name) if user.display_name else "–"

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            addresses.replace(obj, form.initial["email"], by=_staff(request))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        form.powers_before = powers.of(form.instance) if change else powers.NONE
        # A password that was typed here is the desk's; any other counts if the account was its owner's before.
        form.is_theirs = not change or proving.is_proved(form.instance)
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user, by = form.instance, _staff(request)
        if user.is_staff and (not change or {"email", "is_staff"} & set(form.changed_data)):
            _vouch(request, user, form.is_theirs)
        if not change:
            audit.record("create_user", by=by, subject=user)
        elif edited := sorted({"email", "display_name"} & set(form.changed_data)):
            audit.record("edit_user", by=by, subject=user, changed=edited)
        powers.changed(user, form.powers_before, by=by)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  # its name in the class above
        with transaction.atomic():
            before = _password(id) if request.method == "POST" else ""
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST" and _password(id) != before:
                user = User.objects.get(pk=id)
                recovering.stop(user, why="password_set_by_desk", by=_staff(request))
                mail.send("accounts/email/password_set_by_desk", user.email, {})
                audit.record("set_password", by=_staff(request), subject=user)
            return response

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """As if they had erased the account themselves: nothing of their person stays."""
        try:
            erasure.erase(obj, keeps_comments=True, request=request, by=_staff(request))
        except erasure.LastAdministrator as error:
            raise PermissionDenied(_("Nobody else could look after the site.")) from error

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        with transaction.atomic():
            for user in queryset:
                self.delete_model(request, user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Whoever may edit people but is no superuser must not raise anyone, least of all themselves."""
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, "is_superuser", "is_staff", "groups"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or powers.may_touch(_staff(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or powers.may_touch(_staff(request), obj))

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _vouch(request: HttpRequest, user: User, is_theirs: bool) -> None:
    if proving.vouch(user, is_theirs=is_theirs, by=_staff(request)):
        why = gettext(
            "Nobody had proved this address, so anyone could have opened the account. What opened it is gone."
        )
        messages.warning(request, f"{why} {gettext('They set a password by “Forgot password?”.')}")


def _password(user_id: str) -> str:
    found = User.objects.filter(pk=user_id) if user_id.isdecimal() else User.objects.none()
    return found.values_list("password", flat=True).first() or ""


def _staff(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # at the desk, it is always someone
