"""What the list of articles tells about each row besides the row itself: one query for a whole page."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.contrib.admin.views.main import ChangeList
from django.db.models import CharField, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

from articles import permissions
from articles.models import Article, Readership, commented
from articles.permissions import Person

DAYS = 7
READ, WAITING = "read", "waiting"


class Figures(NamedTuple):
    read: int = 0  # in the last DAYS days
    waiting: int = 0  # comments
    is_own: bool = False  # of whoever looks: they may know what is being done with it


class ArticleChangeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not isinstance(self.result_list, QuerySet):  # keys, of list_pages.KeysFirst; rows where all are shown
            rows = self.apply_select_related(self.root_queryset).in_bulk(self.result_list)
            self.result_list = [rows[key] for key in self.result_list if key in rows]
        found = figures([article.pk for article in self.result_list], request.user)
        for article in self.result_list:
            is_own = permissions.is_own(request.user, article)
            article.figures = found.get(article.pk, Figures())._replace(is_own=is_own)


def figures(keys: Sequence[int], user: Person) -> dict[int, Figures]:
    since = timezone.localdate() - timedelta(days=DAYS - 1)
    kind = {name: Value(name, output_field=CharField()) for name in (READ, WAITING)}
    total = Cast(Sum("count"), IntegerField())
    read = Readership.objects.filter(article__in=keys, day__gte=since).values("article").annotate(number=total)
    rows = read.annotate(kind=kind[READ]).values_list("article", "number", "kind")
    waiting = commented.waiting(keys, user)
    if waiting is not None:
        rows = rows.union(waiting.annotate(kind=kind[WAITING]).values_list("article", "number", "kind"), all=True)
    found: dict[int, Figures] = {}
    for key, number, name in rows:
        found[key] = found.get(key, Figures())._replace(**{name: number})
    return found


def is_own(article: Article) -> bool:
    return bool(getattr(article, "figures", Figures()).is_own)


def read(article: Article) -> str:
    return _shown(article, READ)


def waiting(article: Article) -> str:
    return _shown(article, WAITING)


def _shown(article: Article, name: str) -> str:
    number = getattr(getattr(article, "figures", Figures()), name)
    return f"{number}" if number else ""
