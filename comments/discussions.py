"""One after the other in a discussion: whoever changes it holds its row first, so that nobody waits for each other."""

from collections.abc import Iterable

from django.db.models import F

from comments.models import Discussion


def lock(article_ids: Iterable[int]) -> None:
    """Until the transaction ends. To be called before any comment of those articles is locked or changed."""
    numbers = sorted(set(article_ids))
    Discussion.objects.bulk_create([Discussion(article_id=number) for number in numbers], ignore_conflicts=True)
    list(Discussion.objects.select_for_update().filter(article__in=numbers).order_by("article").values_list("pk"))


def is_withheld(article_id: int) -> bool:
    """Nothing of it is shown then, and nothing of it changes. To rely on while it is locked."""
    return Discussion.objects.filter(article=article_id, withheld_at__isnull=False).exists()


def bump(article_id: int) -> None:
    """Readers see a change that no status tells: an edited text, a comment that was chosen."""
    Discussion.objects.filter(article=article_id).update(version=F("version") + 1)
