"""What long discussions cost: `python -m tests.benchmarks.discussion [comments …]`, on the database of DATABASE_URL.

Fills a database of its own with one article and that many comments, half of them in threads of a few, a tenth in a
single one; asks for the article and for pages of its discussion, and prints queries, bytes and milliseconds of each
beside those of the same article without a comment. Fails above the limits of 10,000 and 100,000 comments.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from statistics import median, quantiles

import django

BODY = "<p>" + "The bridge would have cost less if they had asked the people who cross it. " * 4 + "</p>"
LIMITS = {10_000: 60, 100_000: 120}  # milliseconds of p95
MOST_QUERIES, MOST_BYTES = 6, 60_000
ROUNDS = 40
OURS = re.compile(r'FROM "comments_')


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


def fill(article, many: int) -> None:  # type: ignore[no-untyped-def]  # models are loaded only now
    from comments.models import Comment
    from comments.models.comment import path_step

    rng = Random(7)  # noqa: S311  # the same every time
    beginning = article.published_at
    made: list[Comment] = []
    replied: list[Comment] = []
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for number in range(many):
        at = beginning + timedelta(seconds=number)
        share = rng.random()
        above = None
        if replied and share < 0.5:
            above = replied[-rng.randrange(1, min(40, len(replied)) + 1)]
        elif replied and share < 0.6:
            above = replied[0]
        above = None if above and above.depth > 10 else above
        comment = Comment(
            pk=first + number,
            article=article,
            parent_id=above.pk if above else None,
            path=(above.path if above else "") + path_step(at, number % 36**4),
            depth=above.depth + 1 if above else 0,
            guest_name=f"Reader number {number % 997}",
            body=BODY,
            status="approved",
            created_at=at,
        )
        replied.append(comment)
        made.append(comment)
    started = time.perf_counter()
    Comment.objects.bulk_create(made, batch_size=500)
    print(f"  written in {time.perf_counter() - started:.1f} s")


def measure(client, address: str) -> tuple[list[float], int, int]:  # type: ignore[no-untyped-def]  # as above
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    comments = [query for query in asked if OURS.search(query["sql"])]
    section = answer.content.partition(b'<section id="comments"')[2].partition(b"</section>")[0]
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return times, len(comments), len(section)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    failed = False
    with empty_database():
        for many in [int(word) for word in sys.argv[1:]] or list(LIMITS):
            failed |= report(many)
    return int(failed)


def report(many: int) -> bool:
    from django.test import Client
    from django.utils import timezone

    from articles.models import Article, Category
    from comments import threads
    from comments.models import Comment
    from comments.sorting import ALL

    at = timezone.now() - timedelta(days=30)
    category = Category.objects.order_by("pk").first()
    article = Article.objects.create(
        headline="Long", slug=f"long-{many}", body="<p>x</p>", category=category, status="published", published_at=at
    )
    client = Client(headers={"host": "localhost"})
    empty, _queries, _bytes = measure(client, article.get_absolute_url())
    print(f"{many} comments; the article without them: {median(empty):.1f} ms")
    fill(article, many)
    base = f"/discussion/{article.pk}/"
    pages = {"the article": article.get_absolute_url()}
    for sort in ALL[:-1]:
        deep = Comment.objects.filter(article=article, depth=0).order_by("pk")[many // 6 : many // 6 + 1].get()
        pages[f"{sort.name}, far in"] = f"{base}?sort={sort.name}&after={sort.cursor(deep)}"
    longest = Comment.objects.filter(article=article).order_by("-visible_replies").first()
    assert longest
    pages[f"a thread of {longest.visible_replies}"] = f"/discussion/comment/{longest.pk}/"
    last = Comment.objects.filter(article=article).below(longest.path).order_by("-path")[threads.BRANCH_SIZE]
    pages["its last page"] = f"/discussion/comment/{longest.pk}/?after={last.pk}"
    failed = False
    for name, address in pages.items():
        times, queries, size = measure(client, address)
        p95 = quantiles(times, n=20)[-1]
        is_over = p95 > LIMITS.get(many, 120) or queries > MOST_QUERIES or size > MOST_BYTES
        failed |= is_over
        print(
            f"  {name:26} {median(times):6.1f} ms, p95 {p95:6.1f} ms, {queries} queries, {size:6} bytes{' !' * is_over}"
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
