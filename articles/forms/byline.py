"""Who an article is by, as the desk fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Byline
from articles.revisions import Credit

LAST = 100


class BylineForm(forms.ModelForm):
    class Meta:
        model = Byline
        fields = ("author", "role", "position")

    position = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=99)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = None  # after those that have one

    # `publishing.save` replaces all bylines at once and leaves out doubles, so there is nothing to collide with.
    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


LAST = 100


class BylineFormSet(forms.BaseInlineFormSet):
    """Reads what was typed, not which rows it was typed over: those may be gone since the form was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["save_as_new"] = kwargs.get("data") is not None or bool(args and args[0])
        super().__init__(*args, **kwargs)

    def credits(self) -> list[Credit]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("author")]
        kept = [row for row in rows if not row.get("DELETE")]
        return [Credit(row["author"], row["role"]) for row in sorted(kept, key=_order)]


def _order(row: dict[str, Any]) -> int:
    return LAST if row["position"] is None else row["position"]
