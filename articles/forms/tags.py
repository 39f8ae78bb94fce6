"""Tags as the desk types them: parted by commas, and by nothing else."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from taggit.models import Tag

LONGEST = 100


class TagsField(forms.CharField):
    """taggit's own field splits “gun control” into two tags where there is no comma."""

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else ", ".join(value)

    def clean(self, value: Any) -> list[str]:
        names = [" ".join(name.split()) for name in super().clean(value).split(",")]
        unique = {name.casefold(): name for name in reversed(names) if name}
        if too_long := [name for name in unique.values() if len(name) > LONGEST]:
            raise ValidationError(_("A tag has at most %(most)s characters: %(tag)s…"), params=_about(too_long[0]))
        if nameless := [name for name in unique.values() if not Tag().slugify(name)]:
            # Its page would have no address.
            raise ValidationError(_("A tag needs a letter or a digit: %(tag)s"), params=_about(nameless[0]))
        return list(reversed(unique.values()))

    def has_changed(self, initial: Iterable[str] | None, data: Any) -> bool:
        return {name.casefold() for name in initial or []} != {name.casefold() for name in self.clean(data)}


def _about(tag: str) -> dict[str, Any]:
    return {"most": LONGEST, "tag": tag[:40]}
