"""Who is asked to the desk and has not come yet."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import invitations, roles
from accounts.models import Invitation, User


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
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


def _staff(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # at the desk, it is always someone
