"""Whether the time of an answer tells who has an account: `python -m tests.benchmarks.sign_in_timing`.

Serves the site, asks at each door in turns for a known and for an unknown address, and prints the medians and their
ratio. A door whose ratio is more than 5 % off is marked, and the command fails. Measure on a quiet machine.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.attacks.stage import PASSWORD, Stage, environment, prepare, served

MOST_OFF = 0.05
CODE = ("/accounts/login/code/", {"email": "{email}"})
RESET = ("/accounts/password/reset/", {"email": "{email}"})
SIGN_UP = ("/accounts/signup/", {"email": "{email}", "password1": PASSWORD})
AGAIN, WRONG = {"action": "resend"}, {"code": "AAAA-AAAA"}
# Of each, the last step is measured.
DOORS = {
    "password": [("/accounts/login/", {"login": "{email}", "password": "wrong, wrong, wrong"})],
    "code by mail": [CODE],
    "code once more": [CODE, ("/accounts/login/code/confirm/", AGAIN)],
    "wrong code": [CODE, ("/accounts/login/code/confirm/", WRONG)],
    "new password": [RESET],
    "sign-up": [SIGN_UP],
    "sign-up again": [SIGN_UP, ("/accounts/confirm-email/", AGAIN)],
}


def timed(site: Stage, door: str, email: str, number: int) -> float:
    """Seconds, of the last post alone: the page with the form is fetched before."""
    browser = site.browser(f"127.9.{number // 250}.{number % 250 + 1}")
    browser.token()
    for address, fields in DOORS[door]:
        started = time.perf_counter()
        answer = browser.post(address, {name: value.format(email=email) for name, value in fields.items()})
        seconds = time.perf_counter() - started
        assert answer.status in {200, 302}, f"{door}: {answer.status}"
    return seconds


def pairs(site: Stage, door: str, count: int) -> Iterator[tuple[float, float]]:
    """Of the first, to which nothing is compiled or read yet, no account is taken."""
    for number in range(-5, count):
        site.ask("forget_limits")
        known, unknown = f"known-{abs(number)}@example.org", f"{door.replace(' ', '-')}-{number}@example.net"
        order = (known, unknown) if number % 2 else (unknown, known)
        seconds = {email: timed(site, door, email, abs(number)) for email in order}
        if number >= 0:
            yield seconds[known], seconds[unknown]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=60)
    count = parser.parse_args().pairs
    is_even = True
    with tempfile.TemporaryDirectory(prefix="newsroom-timing-") as folder:
        settings = environment(Path(folder), f"sqlite:///{folder}/site.sqlite3")
        prepare(settings)
        with served(settings, workers=1) as site:
            for number in range(max(count, 6)):
                site.person(f"known-{number}@example.org")
            for door in DOORS:
                known, unknown = (statistics.median(times) for times in zip(*pairs(site, door, count), strict=True))
                off = unknown / known - 1
                is_even &= abs(off) <= MOST_OFF
                mark = "" if abs(off) <= MOST_OFF else "  ← tells"
                print(
                    f"{door:14} known {known * 1000:6.1f} ms, unknown {unknown * 1000:6.1f} ms: {off:+.1%}{mark}",
                    flush=True,
                )
    sys.exit(not is_even)


if __name__ == "__main__":
    main()
