"""Leafing through long tables at the desk."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 5000


class CappedPaginator(Paginator):
    """Counts no further than anyone leafs: whoever looks for something older searches for it."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MOST].count()  # type: ignore[attr-defined]  # a queryset here
