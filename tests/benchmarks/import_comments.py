"""How fast comments come over and go out, and in how much memory: `python -m tests.benchmarks.import_comments`.

For each size and system, in a process and a database of its own: comments a second, beside how many plain rows the same
database takes in a second; how long somebody waits who wants to say something in the longest discussion meanwhile; the
peak of memory, which may not grow with the file; and the same for running it again, and for an export. Half of it all
hangs below one article.
DATABASE_URL may name a server of PostgreSQL; otherwise it is SQLite in a file.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.newsroom.comment_import.exports import HEAD, META, coral, lines, post, remark, story, thread, user

SIZES = (10_000, 100_000)
SYSTEMS = ("disqus", "coral", "remark42")
ARTICLES = 200
WORDS = "bridge council harbour vote ferry budget pier school county ruling permit season crew tide report".split()


def talk(count: int) -> Iterator[tuple[int, int, str, int]]:
    """Number, article, text, and the number of what it answers: the same for the same count."""
    random = Random(1)  # noqa: S311  # made-up text
    last = [0] * (ARTICLES + 1)
    for number in range(1, count + 1):
        article = 1 if number % 2 else random.randrange(2, ARTICLES + 1)
        text = " ".join(random.choices(WORDS, k=30)).capitalize() + "."
        above = last[article] if random.random() < 0.6 else 0
        last[article] = number
        yield number, article, text, above


def write(path: Path, system: str, count: int) -> None:
    addresses = {number: f"https://old.example.org/news/story-{number}/" for number in range(1, ARTICLES + 1)}
    with path.open("w", encoding="utf-8") as file:
        if system == "disqus":
            file.write(HEAD)
            file.writelines(thread(number, address) for number, address in addresses.items())
            file.writelines(
                post(number, article, f"<p>{text}</p>", parent=up) for number, article, text, up in talk(count)
            )
            file.write("</disqus>\n")
        elif system == "coral":
            file.write(lines(user(1, "Ruth"), *(story(number, address) for number, address in addresses.items())))
            file.writelines(lines(coral(number, article, text, parent=up)) for number, article, text, up in talk(count))
        else:
            file.write(lines(META))
            for number, article, text, up in talk(count):
                file.write(lines(remark(number, addresses[article], f"<p>{text}</p>\n", parent=up)))


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def say(what: str, count: int, seconds: float, more: str) -> None:
    sys.stdout.write(f"  {what:<22} {count / seconds:>7.0f}/s  {more}\n")
    sys.stdout.flush()


def plain_rows(count: int) -> float:
    """Rows a second of the same table that nothing is asked or counted for: what the database can do."""
    from django.utils import timezone

    from articles import rows
    from articles.models import Article
    from comments.models import Comment
    from comments.models.comment import SAVED, path_step
    from newsroom.comment_import.carrying import ATTRIBUTES

    article = Article.objects.get(slug="story-200")
    now, started = timezone.now(), time.perf_counter()
    for start in range(0, count, 200):
        made = [
            Comment(article=article, body="<p>x</p>", status="rejected", path=path_step(now, start + place))
            for place in range(200)
        ]
        rows.insert(Comment, SAVED, [[getattr(each, name) for name in ATTRIBUTES] for each in made])
    seconds = time.perf_counter() - started
    Comment.objects.filter(article=article).delete()
    return count / seconds


def prepare() -> None:
    from django.core.management import call_command

    from articles import publishing
    from articles.models import Article, Category

    call_command("migrate", verbosity=0)
    news = Category.objects.get_or_create(slug="news", defaults={"name": "News"})[0]
    for number in range(1, ARTICLES + 1):
        article = Article(headline=f"Story {number}", slug=f"story-{number}", category=news)
        publishing.save(article, by=None)


class Waiting(threading.Thread):
    """Somebody who locks the longest discussion again and again, as whoever writes in it does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over, self.waited = threading.Event(), [0.0]

    def run(self) -> None:
        from django.db import connection, transaction

        from articles.models import Article
        from comments import discussions

        number = Article.objects.values_list("pk", flat=True).get(slug="story-1")
        while not self.over.wait(0.02):
            started = time.perf_counter()
            with transaction.atomic():
                discussions.lock([number])
            self.waited.append(time.perf_counter() - started)
        connection.close()

    def __str__(self) -> str:
        self.over.set()
        self.join()
        waited = sorted(self.waited)
        return f"{waited[len(waited) * 95 // 100] * 1000:.0f} ms (p95, at most {waited[-1] * 1000:.0f})"


def bring(path: Path, system: str) -> tuple[float, str]:
    """Seconds in all, and what came of it."""
    from newsroom.comment_import.importing import Import, Options

    alone = Waiting()
    alone.start()
    time.sleep(2)
    before = str(alone)
    waiting = Waiting()
    waiting.start()
    started = time.perf_counter()
    with Import(Options([path], system)) as importing:
        for _progress in importing.run():
            pass
        seconds = time.perf_counter() - started
        return seconds, f"{waiting}, without it {before}  {json.dumps(importing.tally.counts['comment'])}"


def measure(path: Path, system: str, count: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from comments import exporting

    prepare()
    if connection.vendor == "sqlite":  # what of the file is mapped into memory is the system's to give and take
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
    plain, before = plain_rows(2000), peak()
    for what in ("import", "again"):
        seconds, more = bring(path, system)
        ratio = f"{count / seconds / plain:.2f} of plain rows" if what == "import" else ""
        say(f"{system} {what}", count, seconds, f"{ratio}  memory +{peak() - before} MB  others wait {more}")
    for name, (make, _type) in exporting.FORMS.items():
        started = time.perf_counter()
        size = sum(map(len, make(exporting.Wanted())))
        say(
            f"export {name}", count, time.perf_counter() - started, f"{size / 1e6:.0f} MB  memory +{peak() - before} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=SYSTEMS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.systems[0], options.sizes[0])
        return
    for count in options.sizes:
        for system in options.systems:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "export"
                write(path, system, count)
                sys.stdout.write(f"{count} comments, {path.stat().st_size / 1e6:.0f} MB\n")
                sys.stdout.flush()
                environment = {
                    "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
                    "SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                }
                command = [sys.executable, "-m", "tests.benchmarks.import_comments", str(count)]
                command += ["--systems", system, "--measure", str(path)]
                subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
