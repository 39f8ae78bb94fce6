"""Who an article is by, as the desk fills it in."""

from articles.forms.ordered import OrderedForm, OrderedFormSet
from articles.models import Byline
from articles.revisions import Credit


class BylineForm(OrderedForm):
    class Meta:
        model = Byline
        fields = ("author", "role", "position")


class BylineFormSet(OrderedFormSet):
    def credits(self) -> list[Credit]:
        return [Credit(row["author"], row["role"]) for row in self.rows("author")]
