"""Rows within a form that have an order, and replace those that were stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.working_copies import Opened

LAST = 100


class OrderedForm(forms.ModelForm):
    position = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=LAST - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_stored = len(self.initial) > 1
        if self.is_stored:
            self.empty_permitted = False  # nor ever empty: Django would read nothing of a row that nobody changed
        else:
            self.initial["position"] = None  # after those that have one

    # `publishing.save` replaces all rows at once and leaves out doubles, so there is nothing to collide with.
    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class OrderedFormSet(forms.BaseInlineFormSet):
    """Shows the rows of the text that was opened, and reads what was typed: no row of the database is edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["save_as_new"] = kwargs.get("data") is not None or bool(args and args[0])
        kwargs["queryset"] = self.model._default_manager.none()  # type: ignore[union-attr]  # always set
        opened = getattr(kwargs.get("instance"), "opened", None)
        kwargs["initial"] = self.of(opened) if opened else []
        self.extra = len(kwargs["initial"])
        super().__init__(*args, **kwargs)

    def of(self, opened: Opened) -> list[dict[str, Any]]:
        """The rows of a text, as the fields of this form name what they say."""
        raise NotImplementedError

    def has_changed(self) -> bool:
        """Also if a row is missing that was shown."""
        return super().has_changed() or len(self.forms) < len(self.initial or [])

    def rows(self, field: str) -> list[dict[str, Any]]:
        """Those in which `field` is filled in, in their order."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get(field)]
        return sorted((row for row in rows if not row.get("DELETE")), key=_order)


def _order(row: dict[str, Any]) -> int:
    return LAST if row["position"] is None else row["position"]
