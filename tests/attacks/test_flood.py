"""A flood of comments through several processes: none is lost, none is there twice, and no limit is exceeded.

Small enough for every run; `python -m tests.benchmarks.flood` sends a thousand, and times those who read meanwhile.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks import flooding
from tests.attacks.flooding import Limits, Sent
from tests.attacks.stage import Stage


@pytest.fixture(autouse=True)
def _rules_as_before(site: Stage) -> Iterator[None]:
    yield
    site.ask("rule")


def flood(site: Stage, writers, articles: list[int], each: int) -> list[Sent]:
    def write(number: int) -> list[Sent]:
        article = articles[number % len(articles)]
        return flooding.burst(writers[number], article, [f"{writers[number][0]} says {n}." for n in range(each)])

    with ThreadPoolExecutor(len(writers)) as pool:
        return [sent for all_of_one in pool.map(write, range(len(writers))) for sent in all_of_one]


def test_all_that_is_sent_is_there_once(site: Stage):
    articles = [site.ask("article", f"A flooded bridge {number}")["pk"] for number in range(2)]
    limits = Limits()
    limits.hold(site)
    sent = flood(site, flooding.writers(site, 4, 4, "many"), articles, 10)
    rows = site.ask("said", articles)
    assert flooding.faults(sent, rows, limits) == []
    assert len(rows) == 40
    assert site.ask("miscounted", articles) == []


def test_no_limit_is_exceeded(site: Stage):
    busy, slow = (site.ask("article", f"A {name} bridge")["pk"] for name in ("busy", "slow"))
    limits = Limits(per_reader=3, per_network=5, per_article=4, slow_seconds=300)
    limits.hold(site)
    site.ask("slow_down", slow, limits.slow_seconds)
    sent = flood(site, flooding.writers(site, 6, 3, "limited"), [busy, slow], 8)
    rows = site.ask("said", [busy, slow])
    assert flooding.faults(sent, rows, limits, [slow]) == []
    assert any(not each.taken for each in sent)
    assert site.ask("miscounted", [busy, slow]) == []
