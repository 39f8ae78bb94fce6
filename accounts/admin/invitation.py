"""Who is asked to the desk and has not come yet."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts import invitations, mailboxes, roles
from accounts.models import Invitation, User


class InvitationForm(forms.ModelForm):
    by: User  # of the class made for a request

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        mailboxes.check(email)
        return email

    def clean(self) -> dict[str, Any]:
        """Said here in words; accounts/invitations.py refuses it in any case."""
        typed = super().clean() or {}
        user = invitations.shut_for(self.by, Invitation(email=typed.get("email", "")))
        if user:
            self.add_error("email", _shut(user, self.by))
        return typed


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    form = InvitationForm
    list_display = ["email", "name", "role", "invited_by", "sent_at", "expires_at", "is_open"]
    list_select_related = ["role", "invited_by"]
    search_fields = ["email", "name"]
    fieldsets = [
        (
            None,
            {
                "fields": ["email", "name", "role"],
                "description": _("They get a mail with a link that works once, for seven days."),
            },
        )
    ]
    show_full_result_count = False
    actions = ["send_again"]

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, invitation: Invitation) -> bool:
        return not invitation.is_expired

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "role":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        given = [role.pk for role in roles.within(_staff(request))]
        field = forms.ModelChoiceField(Group.objects.filter(pk__in=given).order_by("name"), widget=forms.RadioSelect)
        field.label, field.empty_label = _("Role"), None
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = _staff(request)
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # another address or role is another invitation

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm, change: bool) -> None:
        invitations.invite(obj, by=_staff(request))

    def delete_model(self, request: HttpRequest, obj: Invitation) -> None:
        invitations.revoke(obj, by=_staff(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        for invitation in queryset:
            invitations.revoke(invitation, by=_staff(request))

    @admin.action(description=_("Send again, with a new link"), permissions=["add"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        sent = 0
        for invitation in queryset.select_related("role"):
            try:
                invitations.send_again(invitation, by=_staff(request))
                sent += 1
            except PermissionDenied:
                words = _("%(email)s: this role is more than you have yourself.") % {"email": invitation.email}
                self.message_user(request, words, messages.ERROR)
        if sent:
            self.message_user(request, ngettext("%d invitation sent.", "%d invitations sent.", sent) % sent)


def _shut(user: User, by: User) -> str:
    if not by.has_perm("accounts.view_user"):
        return gettext("The account with this address was shut, and is not yours to open. Ask an administrator.")
    page = reverse("admin:accounts_user_change", args=[user.pk])
    words = gettext(
        '<a href="{}">The account with this address</a> was shut, and is not yours to open. Ask an administrator.'
    )
    return format_html(words, page)


def _staff(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # at the desk, it is always someone
