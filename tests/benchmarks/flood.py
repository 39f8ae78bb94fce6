"""A flood of comments: `python -m tests.benchmarks.flood [seconds between bursts]`, on the server of DATABASE_URL.

Serves the site with four workers of gunicorn on loopback, on a database of its own. Fifty accounts send twenty
comments each, all twenty at the same moment and each twice, and afterwards each once more: first with room for all of
them, then within the usual limits. Meanwhile others read the article and its discussion. Fails if a comment is lost or
there twice, if a limit is exceeded, a count is wrong, or readers wait longer than `READERS_WAIT`.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from tests.attacks import flooding
from tests.attacks.conftest import own_database
from tests.attacks.flooding import Limits, Sent
from tests.attacks.stage import ROOT, Stage, environment, prepare, served

ACCOUNTS, NETWORKS = 50, 10
READERS_WAIT = 300  # milliseconds, p95
USUAL = Limits(per_reader=5, per_network=20, per_article=60, slow_seconds=60)


class Reading:
    """Somebody who reads as long as this lasts, in a process of its own: what writes here must not slow them down."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        command = [sys.executable, "-m", "tests.attacks.reading", str(port), *addresses]
        self._process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def end(self) -> list[float]:
        """Milliseconds that each answer took."""
        told, _ = self._process.communicate("\n", timeout=60)
        return [float(line) for line in told.split()]


def main() -> int:
    gap = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    with TemporaryDirectory(prefix="flood-") as folder, own_database(Path(folder)) as database:
        settings = environment(Path(folder), database)
        prepare(settings)
        print(f"on {database.partition(':')[0]}, {os.cpu_count()} processors, {os.getloadavg()[0]:.1f} busy before")
        with served(settings) as site:
            writers = flooding.writers(site, ACCOUNTS, NETWORKS)
            failed = round_of(site, writers, Limits(), gap, "room for all")
            failed |= round_of(site, writers, USUAL, gap, "the usual limits")
    return int(failed)


def round_of(site: Stage, writers: list[flooding.Writer], limits: Limits, gap: float, name: str) -> bool:
    articles = [site.ask("article", f"A bridge with {name} {number}") for number in range(3)]
    numbers = [article["pk"] for article in articles]
    limits.hold(site)
    slow = numbers[2:] if limits.slow_seconds else []
    for number in slow:
        site.ask("slow_down", number, limits.slow_seconds)
    pages = [page for article in articles for page in (article["address"], f"/discussion/{article['pk']}/")]
    calm, reading = timed(site, pages), Reading(site.port, pages)
    started, sent = time.monotonic(), []
    for number, writer in enumerate(writers):
        begun = time.monotonic()
        texts = [f"{writer[0]} with {name}, {n}." for n in range(flooding.PARALLEL)]
        sent += flooding.burst(writer, numbers[number % 3], texts)
        time.sleep(max(0.0, begun + gap - time.monotonic()))
    took, waited = time.monotonic() - started, reading.end()
    return told(name, sent, faults(site, sent, limits, numbers, slow), took, waited, calm)


def timed(site: Stage, pages: list[str]) -> list[float]:
    """How long readers wait while nobody writes."""
    reading = Reading(site.port, pages)
    time.sleep(5)
    return reading.end()


def faults(site: Stage, sent: list[Sent], limits: Limits, numbers: list[int], slow: list[int]) -> list[str]:
    found = flooding.faults(sent, site.ask("said", numbers), limits, slow)
    return found + site.ask("miscounted", numbers)


def told(name: str, sent: list[Sent], found: list[str], took: float, waited: list[float], calm: list[float]) -> bool:
    taken = {each.taken for each in sent} - {""}
    p95 = quantiles(waited, n=20)[-1]
    print(f"{name}: {len(sent)} requests in {took:.0f} s, {len(taken)} comments taken; {len(found)} faults")
    print(
        f"  readers: {len(waited)} pages, median {median(waited):.0f} ms, p95 {p95:.0f} ms, most {max(waited):.0f} ms"
    )
    print(f"  before:  {len(calm)} pages, median {median(calm):.0f} ms, p95 {quantiles(calm, n=20)[-1]:.0f} ms")
    for fault in found[:10]:
        print(f"  ! {fault}")
    return bool(found) or p95 > READERS_WAIT or (name == "room for all" and len(taken) != ACCOUNTS * flooding.PARALLEL)


if __name__ == "__main__":
    sys.exit(main())
