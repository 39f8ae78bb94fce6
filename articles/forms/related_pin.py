"""What an editor recommends beside an article, as the desk fills it in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.forms.ordered import OrderedForm, OrderedFormSet
from articles.models import Article, RelatedPin
from articles.working_copies import Opened


class RelatedPinForm(OrderedForm):
    class Meta:
        model = RelatedPin
        fields = ("related", "position")

    def clean_related(self) -> Article | None:
        related = self.cleaned_data["related"]
        if related and related.pk == self.instance.article_id:
            raise ValidationError(_("An article cannot be related to itself."))
        return related


class RelatedPinFormSet(OrderedFormSet):
    def of(self, opened: Opened) -> list[dict[str, Any]]:
        return [{"related": each.pk, "position": position} for position, each in enumerate(opened.related)]

    def articles(self) -> list[Article]:
        return [row["related"] for row in self.rows("related")]
