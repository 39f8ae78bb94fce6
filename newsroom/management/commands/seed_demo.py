"""Fills a new site with an invented newspaper, so that there is something to look at."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.demo import seeding


class Command(BaseCommand):
    help = "Adds demo articles, authors, pictures and comments. Safe to repeat: what is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="Even beside articles that are not the demo's.")
        parser.add_argument(
            "--picture-scale", type=float, default=1.0, help="1 is full size, 1800 pixels wide; less is quicker."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        foreign = seeding.foreign_articles()
        if foreign and not options["force"]:
            raise CommandError(
                f"This site has {foreign} articles of its own; nothing was added. "
                "With --force the demo is added beside them, and none of them is changed."
            )
        added = seeding.seed(options["picture_scale"])
        if not added:
            self.stdout.write("The demo is already here; nothing was changed.")
            return
        self.stdout.write(
            f"Added {added.articles} articles, {added.authors} authors, {added.pictures} pictures "
            f"and {added.comments} comments."
        )
