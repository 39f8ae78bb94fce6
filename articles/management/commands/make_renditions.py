"""Makes what readers get of pictures, now instead of by and by."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles import crops, making
from articles.models import Picture

BATCH = 50  # pictures between two lines


class Command(BaseCommand):
    help = (
        "Makes the renditions that pictures lack, or with --all every one of them anew: after a change of widths or "
        "qualities, say. May be stopped, and run beside the worker: what is made stays. To go on with --all where it "
        "was stopped, give the number it named last: --after."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--crop", choices=[*crops.CROPS, "social"], action="append", help="only this; repeatable")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--missing", action="store_true", help="those that are not there; so it is without, too")
        which.add_argument("--all", action="store_true", help="those that are there as well")
        parser.add_argument("--after", type=int, default=0, metavar="NUMBER", help="only of pictures after this one")

    def handle(self, *args: Any, **options: Any) -> None:
        pictures = Picture.objects.with_file().filter(pk__gt=options["after"]).order_by("pk")
        total, done, failed = pictures.count(), 0, 0
        for batch in _batches(pictures, options["after"]):
            failed += sum(not making.make_all(picture, options["crop"], anew=options["all"]) for picture in batch)
            done += len(batch)
            self.stdout.write(f"{done} of {total} pictures, up to number {batch[-1].pk}")
        if failed:
            self.stderr.write(f"Of {failed} pictures the renditions could not be made; the log says of which.")


def _batches(pictures: Any, after: int) -> Iterator[list[Picture]]:
    """One question each: SQLite lets nobody write who still reads what another has changed since."""
    while batch := list(pictures.filter(pk__gt=after)[:BATCH]):
        yield batch
        after = batch[-1].pk
