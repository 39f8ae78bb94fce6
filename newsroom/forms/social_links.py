"""Accounts elsewhere, written as people write lists: one a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 12


class SocialLinksField(forms.CharField):
    """Lines such as “Mastodon https://news.example/@ledger”, kept as [{"name": …, "url": …}]."""

    widget = forms.Textarea(attrs={"rows": 5, "cols": 60, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{link.get('name', '')} {link.get('url', '')}" for link in value)
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        lines = [line.split() for line in (value or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most %(most)s accounts."), params={"most": MOST})
        return [self._link(words) for words in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True

    def _link(self, words: list[str]) -> dict[str, str]:
        if len(words) < 2:
            raise ValidationError(_("“%(line)s”: write a name, a space, and the address."), params={"line": words[0]})
        return {"name": " ".join(words[:-1]), "url": words[-1]}
