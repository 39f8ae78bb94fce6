"""What is edited in rows within the article's form: who it is by, and what is recommended beside it."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Q
from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import status
from articles.admin.lookup import LooksUp
from articles.forms.byline import BylineForm, BylineFormSet
from articles.forms.related_pin import RelatedPinForm, RelatedPinFormSet
from articles.models import Article, Byline, RelatedPin
from articles.working_copies import Opened


class ContentInline(LooksUp, admin.StackedInline):
    """These rows are content of the article: whoever may save it may change them."""

    extra = 0
    template = "admin/articles/article/rows.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Asked of every row, and answered once for a page that is only shown."""
        if request.method != "GET":
            return status.may_save(obj, request.user)
        if not hasattr(request, "may_save_rows"):
            request.may_save_rows = status.may_save(obj, request.user)  # type: ignore[attr-defined]  # ours, on the request
        return request.may_save_rows  # type: ignore[attr-defined]  # ours, on the request

    has_change_permission = has_delete_permission = has_add_permission

    @property
    def media(self) -> Media:
        return Media()  # the article's scripts see to rows, too

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, ForeignKey) and field is not None:
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

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

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Nobody recommends, or is told by its number, what they may not see; what is there already stays."""
        formset = super().get_formset(request, obj, **kwargs)
        if not request.user.has_perm(permissions.OTHERS):
            _narrow(formset.form.base_fields["related"], request, getattr(obj, "opened", None))
        return formset

    verbose_name_plural = gettext_lazy("Also worth reading")


def _narrow(field: Any, request: HttpRequest, opened: Opened | None) -> None:
    seen = permissions.seen(request.user)
    pinned = [each.pk for each in opened.related] if opened else []
    named = set(seen.filter(pk__in=pinned).values_list("pk", flat=True)) if pinned else set()
    unnamed = {key for key in pinned if key not in named}
    field.queryset = Article.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=unnamed))
    field.label_from_instance = lambda each: _("An article of others") if each.pk in unnamed else str(each)
