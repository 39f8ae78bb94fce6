"""Who an article is by, as the desk fills it in."""

from typing import Any

from articles.forms.ordered import OrderedForm, OrderedFormSet
from articles.models import Byline
from articles.revisions import Credit
from articles.working_copies import Opened


class BylineForm(OrderedForm):
    class Meta:
        model = Byline
        fields = ("author", "role", "position")


class BylineFormSet(OrderedFormSet):
    def of(self, opened: Opened) -> list[dict[str, Any]]:
        return [
            {"author": credit.author.pk, "role": credit.role, "position": position}
            for position, credit in enumerate(opened.credits)
        ]

    def credits(self) -> list[Credit]:
        return [Credit(row["author"], row["role"]) for row in self.rows("author")]
