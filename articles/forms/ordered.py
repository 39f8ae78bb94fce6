"""Rows within a form that have an order, and replace those that were stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LAST = 100


class OrderedForm(forms.ModelForm):
    position = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=LAST - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = None  # after those that have one

    # `publishing.save` replaces all rows at once and leaves out doubles, so there is nothing to collide with.
    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class OrderedFormSet(forms.BaseInlineFormSet):
    """Reads what was typed, not which rows it was typed over: those may be gone since the form was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["save_as_new"] = kwargs.get("data") is not None or bool(args and args[0])
        super().__init__(*args, **kwargs)

    def rows(self, field: str) -> list[dict[str, Any]]:
        """Those in which `field` is filled in, in their order."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get(field)]
        return sorted((row for row in rows if not row.get("DELETE")), key=_order)


def _order(row: dict[str, Any]) -> int:
    return LAST if row["position"] is None else row["position"]
