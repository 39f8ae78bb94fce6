"""What the rows within the article's form say, together."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from django.forms import BaseFormSet

from articles.forms.byline import BylineFormSet
from articles.forms.related_pin import RelatedPinFormSet
from articles.models import Article
from articles.revisions import Credit


class Rows(NamedTuple):
    """None is what this form does not show, and leaves as it is."""

    bylines: list[Credit] | None = None
    related: list[Article] | None = None

    @classmethod
    def of(cls, formsets: Iterable[BaseFormSet]) -> Self:
        bylines = related = None
        for formset in formsets:
            if isinstance(formset, BylineFormSet):
                bylines = formset.credits()
            elif isinstance(formset, RelatedPinFormSet):
                related = formset.articles()
        return cls(bylines, related)
