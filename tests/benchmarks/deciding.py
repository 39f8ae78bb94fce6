"""What it costs to decide: `python -m tests.benchmarks.deciding [waiting]`, on the database of DATABASE_URL.

Fills a database of its own with 20,000 comments, half of them by one reader, and with those that wait; decides a
hundred of them one by one as the keys of the desk do, answers some, and opens the pages of the desk. Then it removes a
comment with 2,000 replies, which move up or are hidden, and undoes that. Each is printed as a share of its limit; fails
above any of them.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any

import django

from tests.benchmarks.discussion import BODY, empty_database

OLD, WAITING, REPLIES = 20_000, 200, 2_000
EACH, PAGE, HEAP = 100, 250, 5_000  # milliseconds
JSON = {"Accept": "application/json", "Host": "localhost"}


def fill(article: Any, readers: list[Any], waiting: int) -> None:
    from comments.models import Comment
    from comments.models.comment import path_step

    made = []
    for number in range(OLD + waiting):
        at = article.published_at + timedelta(seconds=number)
        is_old = number < OLD
        user = readers[0] if number % 2 else readers[number % len(readers)]
        status = ("rejected" if number % 9 == 0 else "approved") if is_old else "pending"
        fields = {"path": path_step(at, number), "created_at": at, "queued_at": None if is_old else at}
        made.append(Comment(article=article, user=user, body=BODY, status=status, **fields))
    Comment.objects.bulk_create(made, batch_size=500)


def add_thread(article: Any) -> Any:
    from comments.models import Comment
    from comments.models.comment import path_step

    at = article.published_at - timedelta(days=1)
    top = Comment.objects.create(article=article, path=path_step(at, 1), created_at=at, body=BODY, status="approved")
    path, fields = top.path, {"article": article, "parent": top, "depth": 1, "body": BODY, "status": "approved"}
    times = [at + timedelta(seconds=number) for number in range(1, REPLIES + 1)]
    replies = [Comment(path=path + path_step(each, 0), created_at=each, **fields) for each in times]
    Comment.objects.bulk_create(replies, batch_size=500)
    return top


def timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def report(name: str, times: list[float], limit: float) -> bool:
    worst = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    share = worst / limit
    print(f"  {name:34} {median(times):7.1f} ms, p95 {worst:7.1f} ms, {share:4.2f} of {limit} ms{' !' * (share > 1)}")
    return share > 1


def posted(client: Any, address: str, **sent: Any) -> None:
    answer = client.post(address, sent, headers=JSON)
    assert answer.status_code == 200, (address, answer.status_code, answer.content[:200])


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    waiting = int(sys.argv[1]) if len(sys.argv) > 1 else WAITING
    with empty_database():
        return int(measure(waiting))


def measure(waiting: int) -> bool:
    from allauth.mfa.totp.internal import auth as totp
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from articles.models import Article, Category
    from comments.models import Comment
    from tests import sealed_cookies

    sealed_cookies.teach_the_test_client()
    at = timezone.now() - timedelta(days=30)
    category = Category.objects.earliest("pk")
    article = Article.objects.create(
        headline="Long", slug="long", body="<p>x</p>", category=category, status="published", published_at=at
    )
    readers = [User.objects.create_user(f"r{n}@example.org", None, display_name=f"Reader {n}") for n in range(50)]
    moderator = User.objects.create_superuser("mo@example.org", None, display_name="Mo")
    totp.TOTP.activate(moderator, totp.generate_totp_secret())
    fill(article, readers, waiting)
    top = add_thread(article)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself in time
    client, desk = Client(headers={"host": "localhost"}), "/admin/comments/moderation/"
    client.force_login(moderator)
    client.get(desk)
    numbers = list(Comment.objects.filter(status="pending").order_by("pk").values_list("pk", flat=True))
    print(f"{connection.vendor}: {waiting} waiting among {OLD}")
    pages = [desk, f"{desk}?queue=suspect", f"{desk}readers/{readers[0].pk}/", f"{desk}discussions/{article.pk}/"]
    failed = False
    for page in pages:
        failed |= report(
            page.removeprefix("/admin/comments"), [timed(partial(client.get, page)) for _ in range(10)], PAGE
        )
    verbs: list[dict[str, Any]] = [
        {"verb": "approve"},
        {"verb": "spam"},
        {"verb": "reject", "reason": 1},
        {"verb": "approve"},
    ]
    times = [
        timed(partial(posted, client, f"{desk}decide/", number=f"{n}:pending", **verbs[n % 4])) for n in numbers[:100]
    ]
    failed |= report("deciding one", times, EACH)
    print(f"  a hundred of them: {sum(times) / 1000:.1f} s")
    times = [
        timed(partial(posted, client, f"{desk}reply/{n}/", number=f"{n}:pending", text=f"It is {n}."))
        for n in numbers[100:105]
    ]
    failed |= report("approving and answering one", times, EACH)
    return failed | heaps(client, desk, top)


def heaps(client: Any, desk: str, top: Any) -> bool:
    from comments.models import Decision

    failed = False
    for replies in ("move", "hide"):
        sent = {"number": f"{top.pk}:approved", "verb": "reject", "reason": 1, "replies": replies}
        failed |= report(
            f"{replies}: {REPLIES} replies", [timed(partial(posted, client, f"{desk}decide/", **sent))], HEAP
        )
        act = Decision.objects.latest("pk").bulk
        failed |= report("undoing that", [timed(partial(posted, client, f"{desk}undo/", act=act))], HEAP)
    return failed


if __name__ == "__main__":
    sys.exit(main())
