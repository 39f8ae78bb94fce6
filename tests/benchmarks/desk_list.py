"""What the list of articles costs the desk: `python -m tests.benchmarks.desk_list [articles]`, on DATABASE_URL.

Fills a database of its own with 100,000 articles that have bodies, bylines, tags, pictures and comments, and opens
the list in each role: plain, narrowed in each way that stands above and beside it, sorted by each column, far back, and
searched for frequent, rare and absent words. Fails above 12 queries or 200 ms of p95. As in
`tests.benchmarks.discussion`, what counts is the time divided by how much slower a loop ran meanwhile than at its
fastest.
"""

import os
import runpy
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random
from statistics import median
from typing import Any

import django

from tests.benchmarks.discussion import FASTEST, empty_database, loop, p95

MANY, ROUNDS, MOST_QUERIES, LIMIT = 100_000, 12, 12, 200  # milliseconds
PLACES = "bridge river school council budget harbour station market hospital election strike museum".split()
VERBS = "votes opens closes warns wins loses asks delays approves rejects sues settles".split()
BODY = "<p>" + "The council would have spent less if it had asked the people who cross it every day. " * 35 + "</p>"
VIEWS = ("mine", "review", "ready", "today", "unpublished", "due")
SEARCHES = {
    "frequent words": "q=council",
    "two words": "q=bridge+votes",
    "a rare word": "q=number+77777",
    "no such word": "q=xylophonist",
    "an author": "q=Writer+17",
    "a tag": "q=subject+33",
    "drafts": "state=draft",
    "live": "state=live",
    "scheduled": "state=scheduled",
    "ended": "state=ended",
    "a category": "category__id__exact=1",
    "drafts of a category": "category__id__exact=1&state=draft",
    "an author by name": "author=Writer+number+17",
    "a month": "on=2026-03",
    "page 20": "p=20",
    "the last page": "p=100",
    "the last of what is live": "state=live&p=100",
    "the last of a search": "q=council&p=100",
    "in review": "state=in_review",
    "ready": "state=ready",
    "taken down": "state=taken_down",
    "a type": "article_type__exact=news",
    "no such type": "article_type__exact=gallery",
    "a year": "on=2026",
    "a day": "on=2026-03-05",
    "an author, a category": "author=Writer+number+17&category__id__exact=1",
    "names of all": "q=writer",
    "tags of all": "q=subject",
    "two letters": "q=17",
    "four words": "q=nobody+bridge+votes+council",
    "a word of a category": "q=council&category__id__exact=1",
    "a word among drafts": "q=council&state=draft",
}
COLUMNS = (2, 3, 4, 6, 7)  # of the list, by which it can be sorted: headline, state, category, task, time
ROLES = ("Contributor", "Reporter", "Moderator", "Editor", "Administrator")


def fill(many: int, editor: Any, reporter: Any) -> None:
    from taggit.models import Tag

    from articles.models import Article, Author, Category, Picture

    rng = Random(3)  # noqa: S311  # the same every time
    authors = [Author(name=f"Writer number {n}", slug=f"writer-{n}") for n in range(400)]
    authors[1].user = reporter
    Author.objects.bulk_create(authors)
    tags = Tag.objects.bulk_create(Tag(name=f"Subject {n}", slug=f"subject-{n}") for n in range(2000))
    pictures = Picture.objects.bulk_create(
        Picture(title=f"p{n}", original=f"o/{n}.jpg", width=1600, height=1000, content_hash=f"{n:064}")
        for n in range(500)
    )
    categories = list(Category.objects.order_by("pk"))
    for first in range(0, many, 5000):
        numbers = range(first, min(first + 5000, many))
        rows = (article(n, many, rng, rng.choice(categories), rng.choice(pictures), editor, reporter) for n in numbers)
        Article.objects.bulk_create(rows, batch_size=200)
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    connect(keys, rng, authors, tags)
    discuss(keys)


def article(n: int, many: int, rng: Random, category: Any, picture: Any, editor: Any, reporter: Any) -> Any:
    from django.utils import timezone

    from articles.models import Article

    now, share = timezone.now(), n % 1000
    saved = now - timedelta(minutes=5 * (many - n))
    status = "draft" if share < 60 else {60: "in_review", 61: "ready"}.get(share, "published")
    at = saved + timedelta(minutes=rng.randrange(5)) if status == "published" else None
    return Article(
        headline=f"{rng.choice(PLACES).title()} {rng.choice(VERBS)} in number {n}",
        standfirst=f"It was the {rng.choice(PLACES)} that nobody {rng.choice(VERBS)} last year, they said.",
        slug=f"{rng.choice(PLACES)}-{n}",
        body=BODY,
        category=category,
        status=status,
        published_at=now + timedelta(hours=rng.randrange(1, 200)) if share == 70 else at,
        modified_at=saved,
        worked_on_at=saved,
        created_at=saved,
        unpublish_at=saved + timedelta(days=9) if share == 80 else None,
        created_by=reporter if share == 1 else editor if share % 50 == 2 else None,
        assigned_to=reporter if share == 2 else None,
        due_at=now + timedelta(hours=rng.randrange(200)) if share in {2, 60} else None,
        lead_picture=picture if n % 3 else None,
        word_count=400,
    )


def connect(keys: list[int], rng: Random, authors: list[Any], tags: list[Any]) -> None:
    from articles.models import Article, Revision
    from articles.models.article import ArticleTag
    from articles.models.byline import Byline

    Byline.objects.bulk_create((Byline(article_id=key, author=rng.choice(authors)) for key in keys), batch_size=5000)
    pairs = ((key, tag) for key in keys for tag in rng.sample(tags, 2))
    ArticleTag.objects.bulk_create((ArticleTag(content_object_id=key, tag=tag) for key, tag in pairs), batch_size=5000)
    ahead = Revision.objects.bulk_create(
        (Revision(article_id=key, number=1, verb="save", content={}) for key in keys[::400]), batch_size=500
    )
    for revision in ahead:
        Article.objects.filter(pk=revision.article_id).update(working_copy=revision)


def discuss(keys: list[int]) -> None:
    from django.utils import timezone

    from articles.models import Readership
    from comments.models import Comment
    from comments.models.comment import path_step

    today, now = timezone.localdate(), timezone.now()
    days = ((key, today - timedelta(days=day)) for key in keys[-3000:] for day in range(30))
    Readership.objects.bulk_create((Readership(article_id=key, day=day, count=7) for key, day in days), batch_size=5000)
    times = [now - timedelta(minutes=n) for n in range(10_000)]
    said = (
        Comment(
            article_id=keys[-1 - n % 200],
            path=path_step(at, n % 36**4),
            body="<p>x</p>",
            status="pending" if n % 9 == 0 else "approved",
            guest_name="Someone",
            created_at=at,
        )
        for n, at in enumerate(times)
    )
    Comment.objects.bulk_create(said, batch_size=500)


def one_of(role: str) -> Any:
    """Somebody with a role as the site gives it."""
    from django.contrib.auth.models import Group

    user = person(f"{role.lower()}@example.org")
    user.groups.set([Group.objects.get(name=role)])
    return user


def person(email: str, *permissions: str) -> Any:
    from allauth.mfa.totp.internal import auth as totp
    from django.contrib.auth.models import Group, Permission

    from accounts.models import User

    user = User.objects.create_user(email, None, is_staff=True, display_name=email)
    group = Group.objects.create(name=email)
    group.permissions.set(Permission.objects.filter(codename__in=permissions))
    user.groups.add(group)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    return user


def measured(client: Any, query: str) -> tuple[int, list[float], list[float]]:
    """Queries, and milliseconds: of the clock, and as if nobody else used the machine."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"/admin/articles/article/?{query}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:  # not all it remembers, which in debug mode is more
        answer = client.get(address)
    queries = asked.captured_queries
    assert answer.status_code == 200, (address, answer.status_code)
    if os.environ.get("SLOW"):
        for each in queries:
            if float(each["time"]) > 0.02:
                print("     ", each["time"], each["sql"][:3000])
    wall, own, loops = [], [], [loop()]
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append((time.perf_counter() - started) * 1000)
        own.append((time.process_time() - worked) * 1000)
        loops.append(loop())
    slower = [(before + after) / 2 / FASTEST for before, after in pairwise(loops)]
    calm = [took / max(1, times) for took, times in zip(wall, slower, strict=True)]
    # SQLite works in this process: where others had the processor in between, what it worked is what it takes alone.
    return len(queries), wall, list(map(min, calm, own)) if connection.vendor == "sqlite" else calm


def addresses() -> Iterator[tuple[str, str]]:
    yield "everything", ""
    for view in VIEWS:
        yield view, f"desk={view}"
    yield from SEARCHES.items()
    for place in COLUMNS:
        for name, query in (("", ""), (", of a word", "&q=council"), (", of drafts", "&state=draft")):
            for sign in ("", "-"):
                yield f"column {sign}{place}{name}", f"o={sign}{place}{query}"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    with empty_database():
        return int(report(int(sys.argv[1]) if len(sys.argv) > 1 else MANY))


def report(many: int) -> bool:
    from django.db import connection
    from django.test import Client

    from tests import sealed_cookies

    sealed_cookies.teach_the_test_client()
    people = {role: one_of(role) for role in ROLES}
    editor, reporter = people["Editor"], people["Reporter"]
    fill(many, editor, reporter)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself in time
    runpy.run_path("deploy/gunicorn.conf.py")["when_ready"](None)  # as the site is served
    print(f"{connection.vendor}: {many} articles. Milliseconds:")
    failed = False
    for who in people.values():
        client = Client(headers={"host": "localhost"})
        client.force_login(who)
        for name, query in addresses():
            if "p=" in query and many < MANY:
                continue  # there are not that many pages
            queries, wall, calm = measured(client, query)
            is_over = queries > MOST_QUERIES or p95(calm) > LIMIT
            failed |= is_over
            print(
                f"  {who.email.partition('@')[0]:13} {name:26} p95 {p95(calm):6.1f} (clock {p95(wall):6.1f}; median "
                f"{median(calm):6.1f}), {queries} queries{' !' * is_over}",
                flush=True,
            )
    return failed


if __name__ == "__main__":
    sys.exit(main())
