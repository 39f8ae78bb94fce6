"""Addresses that lead on to where something is now."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.paginator import CappedPaginator
from articles import permissions
from articles.models import FormerAddress
from articles.models.former_address import TARGETS


@admin.register(FormerAddress)
class FormerAddressAdmin(admin.ModelAdmin):
    list_display = ["path", "leads_to", "created_at"]
    list_select_related = list(TARGETS)
    search_fields = ["path"]
    search_help_text = _("A part of the old path.")
    autocomplete_fields = list(TARGETS)
    ordering = ["-pk"]
    show_full_result_count = False
    paginator = CappedPaginator

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request)
        if request.user.has_perm(permissions.OTHERS):
            return found
        return found.filter(Q(article=None) | Q(article__in=permissions.seen(request.user)))

    @admin.display(description=_("leads to"))
    def leads_to(self, address: FormerAddress) -> str:
        return str(next((target for name in TARGETS if (target := getattr(address, name))), ""))
