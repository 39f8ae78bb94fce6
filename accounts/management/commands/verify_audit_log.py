"""Reads the audit log from its first entry to its last, to see whether someone rewrote it."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import audit


def seal(text: str) -> audit.Seal:
    number, colon, hash_ = text.partition(":")
    if not colon or not number.isdecimal():
        raise ArgumentTypeError("write it as this command printed it: NUMBER:HASH")
    return audit.Seal(int(number), hash_)


class Command(BaseCommand):
    help = (
        "Checks that no entry of the audit log was changed, removed or put in between. Prints the number and the seal "
        "of the last entry: keep that line somewhere else and give it with --known next time, and the log cannot be "
        "rewritten as a whole either. Ends with 1 and the first number that does not hold."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--known", type=seal, metavar="NUMBER:HASH", help="what an earlier run printed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            last = audit.verify(options["known"])
        except audit.Broken as broken:
            raise CommandError(_("The audit log does not hold at entry %s.") % broken.number) from broken
        self.stdout.write(f"{last.number}:{last.hash}")
