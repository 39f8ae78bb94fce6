"""What every part of an import needs at hand."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import ImportedSite
from newsroom.wordpress.bodies import Bodies
from newsroom.wordpress.former import FormerAddresses
from newsroom.wordpress.items import Item
from newsroom.wordpress.ledger import Ledger
from newsroom.wordpress.library import Library
from newsroom.wordpress.links import Links
from newsroom.wordpress.markup import Reason
from newsroom.wordpress.paths import link_key
from newsroom.wordpress.report import KEPT, Report
from newsroom.wordpress.shadows import shadowed
from newsroom.wordpress.unpacked import Unpacked


@dataclass
class Carrying:
    unpacked: Unpacked
    scratch: sqlite3.Connection
    report: Report
    site: ImportedSite
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.site)
        self.library = Library(self.unpacked, self.scratch, self.ledger)
        self.links = Links(self.unpacked.url, self.library)
        self.bodies = Bodies(self.unpacked, self.library, self.links)
        self.former = FormerAddresses(self.unpacked.base_path)

    def flush(self) -> None:
        """To be called in the transaction that wrote what ledger and addresses speak of."""
        for path in self.former.flush():
            self.report.remark(_("An old address that leads to something else already, and goes on doing so"), path)
        self.ledger.flush()

    def keep(self, item: Item) -> None:
        """The export changed, and so did what came of it here: ours stays."""
        self.report.count(item.kind, KEPT)
        self.report.remark(_("Changed in the export, but edited here since: left as it is here"), item.label)

    def remark_shadowed(self, items: Iterable[Item], own: str = "") -> None:
        """Of published items; `own` is the path at which an item itself is found now."""
        paths = {item.label: link_key(item.link) for item in items if item.status == "publish"}
        hidden = shadowed({path for path in paths.values() if path and path != own})
        for label, path in paths.items():
            if path in hidden:
                self.report.remark(
                    _("Its old address shows something else here, so old links miss it"), f"{label}: {path}/"
                )

    def remark_all(self, reasons: list[Reason], item: Item) -> None:
        for reason, what in reasons:
            self.report.remark(reason, f"{item.label}: {what}" if what else item.label)
