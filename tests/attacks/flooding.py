"""Many who write at once, as scripts would: in bursts, each comment sent twice at the same time and once more later.

`faults` says what a site has done wrong then. Nothing here depends on how long anything takes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from ipaddress import ip_address
from itertools import islice
from typing import Any, NamedTuple

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import Stage

PARALLEL = 20  # comments of one account at the same moment, each twice
MINUTE = timedelta(minutes=1)
Rows = list[dict[str, Any]]
Writer = tuple[str, Browser]


class Sent(NamedTuple):
    email: str
    text: str
    article: int
    answer: Answer

    @property
    def taken(self) -> str:
        """The address where it says so; empty if it was refused."""
        return str(self.answer.json["address"]) if self.answer.status == 201 else ""


class Limits(NamedTuple):
    per_reader: int = 1000
    per_network: int = 10_000
    per_article: int = 10_000
    slow_seconds: int = 0  # in the articles that are `slow`

    def hold(self, site: Stage) -> None:
        limits = {name: value for name, value in self._asdict().items() if name.startswith("per_")}
        site.ask("rule", mode="after", new_days=0, heat=0, **limits)


def writers(site: Stage, many: int, networks: int, name: str = "flood") -> list[Writer]:
    """Each signed in, and as many networks as wanted, which they share."""
    emails = [f"{name}{number}@example.org" for number in range(many)]
    found = []
    for number, (email, cookies) in enumerate(site.ask("signed_in", emails).items()):
        browser = site.browser(str(ip_address("127.77.0.1") + number % networks))
        browser.cookies = cookies
        found.append((email, browser))
    return found


def burst(writer: Writer, article: int, texts: list[str]) -> list[Sent]:
    """All at once and each twice; when everything is answered, each once more: of that answer nothing had come."""
    email, browser = writer
    browser.get(f"/comments/{article}/write/")  # for its token
    with ThreadPoolExecutor(2 * len(texts)) as pool:
        at_once = list(pool.map(lambda text: send(email, browser.twin(), article, text), sorted(texts * 2)))
    return at_once + [send(email, browser.twin(), article, text) for text in texts]


def send(email: str, browser: Browser, article: int, text: str) -> Sent:
    fields = {"text": text, "reply_to": ""}
    return Sent(email, text, article, browser.post(f"/comments/{article}/write/", fields, Accept="application/json"))


def faults(sent: list[Sent], rows: Rows, limits: Limits, slow: Iterable[int] = ()) -> list[str]:
    """`rows` are the comments there are, in the order in which they were written."""
    slow_ones = set(slow)
    found = [f"{each.answer.status} for {each.text}" for each in sent if each.answer.status not in {201, 422}]
    found += _lost_or_twice(sent, rows)
    for name, key, most in (
        ("reader", lambda row: row["user"], limits.per_reader),
        ("network", lambda row: row["ip"], limits.per_network),
    ):
        found += [f"more than {most} a minute of {name} {whose}" for whose in _too_quick(rows, key, most)]
    found += _held_wrongly(rows, limits.per_article)
    slowed = [row for row in rows if row["article"] in slow_ones]
    within = timedelta(seconds=limits.slow_seconds)
    return found + [f"too soon: {whose}" for whose in _too_quick(slowed, _writer_and_article, 1, within)]


def _writer_and_article(row: dict[str, Any]) -> object:
    return row["user"], row["article"]


def _lost_or_twice(sent: list[Sent], rows: Rows) -> list[str]:
    there = {(row["user"], row["article"], row["text"]): f"/comments/sent/{row['pk']}/" for row in rows}
    taken: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for each in sent:
        if each.taken:
            taken[each.email, each.article, each.text].add(each.taken)
    found = [f"twice: {what}" for what, count in Counter(row["text"] for row in rows).items() if count > 1]
    found += [f"two answers for {what}: {said}" for what, said in taken.items() if len(said) > 1]
    found += [f"lost: {what}" for what, said in taken.items() if there.get(what) not in said]
    return found + [f"there, and said to be refused: {what}" for what in there.keys() - taken.keys()]


def _too_quick(rows: Rows, key: Any, most: int, within: timedelta = MINUTE) -> list[object]:
    by_whom: dict[object, list[datetime]] = defaultdict(list)
    for row in rows:
        by_whom[key(row)].append(datetime.fromisoformat(row["at"]))
    return [
        whose
        for whose, times in by_whom.items()
        if any(later - first < within for first, later in zip(times, islice(times, most, None), strict=False))
    ]


def _held_wrongly(rows: Rows, most: int) -> list[str]:
    """Those beyond the limit of their article wait, and no others do."""
    times: dict[int, list[datetime]] = defaultdict(list)
    found = []
    for row in rows:
        at, before = datetime.fromisoformat(row["at"]), times[row["article"]]
        is_over = sum(each > at - MINUTE for each in before) >= most
        if is_over != ("article_rate" in row["held_for"]):
            found.append(f"{'shown' if is_over else 'held'}: {row['text']}")
        before.append(at)
    return found
