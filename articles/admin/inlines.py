"""What is edited in rows within the article's form: who it is by, and what is recommended beside it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin import status
from articles.admin.lookup import LooksUp
from articles.forms.byline import BylineForm, BylineFormSet
from articles.forms.related_pin import RelatedPinForm, RelatedPinFormSet
from articles.models import Byline, RelatedPin


class ContentInline(LooksUp, admin.StackedInline):
    """These rows are content of the article: whoever may save it may change them."""

    extra = 0
    template = "admin/articles/article/rows.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return status.may_save(obj, request.user)

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class BylineInline(ContentInline):
    model = Byline
    form, formset = BylineForm, BylineFormSet
    autocomplete_fields = ["author"]
    verbose_name_plural = gettext_lazy("Authors")


class RelatedPinInline(ContentInline):
    model = RelatedPin
    fk_name = "article"
    form, formset = RelatedPinForm, RelatedPinFormSet
    autocomplete_fields = ["related"]
    verbose_name_plural = gettext_lazy("Also worth reading")
