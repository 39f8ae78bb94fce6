"""What long discussions cost: `python -m tests.benchmarks.discussion [comments …]`, on the database of DATABASE_URL.

Fills a database of its own with a site that has some comments everywhere, and one article with very many, half of them
in threads of a few, a tenth in a single one. PostgreSQL's statistics are from before that article, as they are on the
day it is read most. Asks for the article and for pages of its discussion, and fails above the limits.

Others may use the machine: beside each page a loop is timed, and what counts is the time of the page divided by how
much slower the loop ran than at its fastest. What the clock said, and what the processor did, stand beside it.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

import django

BODY = "<p>" + "The bridge would have cost less if they had asked the people who cross it. " * 4 + "</p>"
LIMITS = {10_000: 60, 100_000: 120}  # milliseconds of p95
MOST_QUERIES, MOST_BYTES = 6, 60_000
ROUNDS = 40
OTHERS, COMMENTS_OF_OTHERS, READERS, CHOSEN = 300, 12, 200, 60
WORDS = "\n".join(f"forbidden{number}*" for number in range(5000))
NESTED = re.compile(r"\([^()]*\)")


class Cost(NamedTuple):
    wall: list[float]  # milliseconds
    processor: list[float]  # of this process
    database: list[float]
    calm: list[float]  # as if nobody else used the machine
    queries: int
    size: int


@contextmanager
def empty_database() -> Iterator[None]:
    from django.conf import settings  # read by now
    from django.db import connection
    from django.test import override_settings

    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    name = connection.creation.create_test_db(verbosity=0)
    try:
        with override_settings(STORAGES=plain):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def furnish() -> None:
    """What there is before: readers, rules with long lists, other articles that are discussed, and statistics."""
    from django.db import connection

    from accounts.models import User
    from comments import rules
    from comments.models import Rules

    names = [f"Reader number {number}" for number in range(READERS)]
    User.objects.bulk_create(
        User(email=f"{n}@example.org", display_name=name, name_key=name) for n, name in enumerate(names)
    )
    rules.save(Rules(banned_words=WORDS, suspect_words=WORDS), by=None)
    for number in range(OTHERS):
        fill(published(f"other-{number}"), COMMENTS_OF_OTHERS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE comments_comment SET (autovacuum_enabled = false)")
            cursor.execute("ANALYZE")


def published(slug: str):  # type: ignore[no-untyped-def]  # models are loaded only now
    from django.utils import timezone

    from articles.models import Article, Category

    category, at = Category.objects.order_by("pk")[0], timezone.now() - timedelta(days=30)
    fields = {"headline": "Long", "body": "<p>x</p>", "status": "published", "published_at": at}
    return Article.objects.create(slug=slug, category=category, **fields)


def fill(article, many: int) -> None:  # type: ignore[no-untyped-def]  # as above
    from accounts.models import User
    from comments.models import Comment
    from comments.models.comment import path_step

    rng = Random(7)  # noqa: S311  # the same every time
    readers = list(User.objects.order_by("pk").values_list("pk", flat=True))
    made: list[Comment] = []
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for number in range(many):
        at = article.published_at + timedelta(seconds=number)
        above = _answered(made, rng)
        comment = Comment(
            pk=first + number,
            article=article,
            parent_id=above.pk if above else None,
            path=(above.path if above else "") + path_step(at, number % 36**4),
            depth=above.depth + 1 if above else 0,
            user_id=readers[number % len(readers)] if number % 2 else None,
            guest_name=f"Reader number {number % 997}",
            body=BODY,
            status="approved",
            created_at=at,
            featured_at=at if number % max(1, many // CHOSEN) == 0 else None,
        )
        made.append(comment)
    Comment.objects.bulk_create(made, batch_size=500)


def _answered(made, rng: Random):  # type: ignore[no-untyped-def]  # as above
    share = rng.random()
    above = None
    if made and share < 0.5:
        above = made[-rng.randrange(1, min(40, len(made)) + 1)]
    elif made and share < 0.6:
        above = made[0]
    return None if above and above.depth > 10 else above


def is_of_comments(sql: str) -> bool:
    """And not of something else that says how many comments it has."""
    while NESTED.search(sql):
        sql = NESTED.sub("", sql)
    return 'FROM "comments_' in sql


@contextmanager
def timed_database() -> Iterator[list[float]]:
    """Milliseconds that each query was waited for."""
    from django.db import connection

    took: list[float] = []

    def timed(execute, *arguments):  # type: ignore[no-untyped-def]  # as Django calls it
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            took.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(timed):
        yield took


def loop() -> float:
    """Milliseconds for what a page does too: small objects made, looked up and put together."""
    found: dict[str, tuple[int, str]] = {}
    started = time.perf_counter()
    for number in range(4000):
        found[f"{number % 50}"] = (number, str(number).rjust(9))
    "".join(sorted(text for _number, text in found.values()))
    return (time.perf_counter() - started) * 1000


def measure(client, address: str) -> Cost:  # type: ignore[no-untyped-def]  # as above
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    queries = sum(is_of_comments(query["sql"]) for query in asked)
    section = answer.content.partition(b'<section id="comments"')[2].partition(b"</section>")[0]
    wall, processor, database, loops = [], [], [], [loop()]
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        with timed_database() as took:
            client.get(address)
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - worked) * 1000)
        database.append(sum(took))
        loops.append(loop())
    # Twice as slow as at its fastest is as slow for the page.
    slower = [(before + after) / 2 / FASTEST for before, after in pairwise(loops)]
    calm = [took_all / max(1, times) for took_all, times in zip(wall, slower, strict=True)]
    return Cost(wall, processor, database, calm, queries, len(section))


FASTEST = min(loop() for _ in range(300))


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    failed = False
    with empty_database():
        furnish()
        for many in [int(word) for word in sys.argv[1:]] or list(LIMITS):
            failed |= report(many)
    return int(failed)


def report(many: int) -> bool:
    from django.test import Client

    article, client = published(f"long-{many}"), Client(headers={"host": "localhost"})
    empty = measure(client, article.get_absolute_url())
    started = time.perf_counter()
    fill(article, many)
    print(f"{many} comments, written in {time.perf_counter() - started:.1f} s. Milliseconds, p95:")
    failed = False
    for name, address in [("without any", ""), *pages(article, many)]:
        cost = measure(client, address) if address else empty
        calm = p95(cost.calm)
        is_over = calm > LIMITS.get(many, 120) or cost.queries > MOST_QUERIES or cost.size > MOST_BYTES
        failed |= is_over
        print(
            f"  {name:22} {calm:6.1f} (clock {p95(cost.wall):6.1f}, processor {p95(cost.processor):6.1f}, database "
            f"{p95(cost.database):6.1f}; median {median(cost.calm):5.1f}), {cost.queries} queries, {cost.size:6} bytes"
            f"{' !' * is_over}",
            flush=True,
        )
    return failed


def pages(article, many: int) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]  # as above
    from comments import threads
    from comments.models import Comment
    from comments.sorting import ALL

    yield "the article", str(article.get_absolute_url())
    yield "the feed", f"/discussion/{article.pk}/feed/"
    said = Comment.objects.filter(article=article)
    for sort in ALL:
        address = f"/discussion/{article.pk}/?sort={sort.name}"
        yield sort.name, address
        beginnings = sort.beginnings(said)
        middle: Comment = beginnings[beginnings.count() // 2]
        yield f"{sort.name}, far in", f"{address}&after={sort.cursor(middle)}"
    longest: Comment = said.order_by("-visible_replies")[0]
    yield f"a thread of {longest.visible_replies}", f"/discussion/comment/{longest.pk}/"
    last: Comment = said.below(longest.path).order_by("-path")[threads.BRANCH_SIZE]
    yield "its last page", f"/discussion/comment/{longest.pk}/?after={last.pk}"
    deepest: Comment = said.order_by("-depth", "pk")[0]
    yield "the deepest", f"/discussion/comment/{deepest.pk}/"


if __name__ == "__main__":
    sys.exit(main())
