"""`python -m tests.agreement`: all random acts of the property tests of comments, on both databases, with figures.

5,000 acts by five roles, after each of which every number agrees with what can be read; and 1,000 sequences of
decisions, after which undoing leaves the database as it was. Words after the command go to pytest. AGREEMENT_SEED
chooses others; of failures, seed and steps are named.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests import postgres

TESTS = ["tests/comments/test_everything_agrees.py", "tests/comments/test_everything_undone.py"]
SIZES = {"AGREEMENT_PLAYS": "20", "AGREEMENT_LENGTH": "250", "UNDOING_SEQUENCES": "1000"}
IN_MEMORY = "sqlite://:memory:"


def main() -> int:
    given = os.environ.get("DATABASE_URL")
    if given:
        return play("the database given", given)
    failed = play("SQLite", IN_MEMORY)
    with postgres.server() as database:
        return failed | play("PostgreSQL", database)


def play(title: str, database: str) -> int:
    print(f"── {title} ──", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **SIZES, "DATABASE_URL": database, "AGREEMENT_FIGURES": folder}
        begun = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *TESTS, *sys.argv[1:]]
        status = subprocess.run(command, env=environment, check=False).returncode
        tell(Path(folder), time.monotonic() - begun)
    return status


def tell(folder: Path, seconds: float) -> None:
    """What was done how often, and what came of it."""
    total: Counter[str] = Counter()
    for file in folder.iterdir():
        total.update(json.loads(file.read_text()))
    for outcome, count in sorted(total.items()):
        print(f"{count:7}  {outcome}")
    print(f"{sum(total.values()):7}  acts in {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
