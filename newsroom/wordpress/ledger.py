"""What was brought over in which run: the memory that makes a second import change nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from articles import rows
from newsroom.models import ImportedItem, ImportedSite

QUERY_SIZE = 2000


class Known(NamedTuple):
    pk: int
    new_id: int  # 0 when it was skipped
    read: str  # digest of what stood in the export
    written: str  # digest of what was written here, to tell later whether it was edited


class Ledger:
    """Rows are gathered and written by `flush`, in the transaction of what they speak of."""

    def __init__(self, site: ImportedSite) -> None:
        self.site = site
        self._new: list[tuple[int, str, str, int | None, str]] = []
        self._changed: list[ImportedItem] = []

    def known(self, kind: str, old_ids: Iterable[str]) -> dict[str, Known]:
        wanted = list(old_ids)
        found: dict[str, Known] = {}
        for start in range(0, len(wanted), QUERY_SIZE):
            found_rows = ImportedItem.objects.filter(
                site=self.site, kind=kind, old_id__in=wanted[start : start + QUERY_SIZE]
            ).values_list("old_id", "pk", "new_id", "fingerprint")
            for old_id, pk, new_id, fingerprint in found_rows:
                found[old_id] = Known(pk, new_id or 0, fingerprint[:32], fingerprint[32:])
        return found

    def write(
        self, kind: str, old_id: str, new_id: int | None, read: str, written: str = "", known: Known | None = None
    ) -> None:
        if known:
            self._changed.append(ImportedItem(pk=known.pk, new_id=new_id, fingerprint=read + written))
        else:
            self._new.append((self.site.pk, kind, old_id, new_id, read + written))

    def flush(self) -> None:
        rows.insert(ImportedItem, ["site", "kind", "old_id", "new_id", "fingerprint"], self._new)
        ImportedItem.objects.bulk_update(self._changed, ["new_id", "fingerprint"])
        self._new, self._changed = [], []
