"""`make test`: the suite on SQLite, in Chromium and on PostgreSQL, and attacks on the site as it is served there.

With DATABASE_URL set, the suite runs on that database alone. Words after ARGS= go to pytest.
"""

import os
import shutil
import subprocess
import sys

from tests import postgres

IN_MEMORY = "sqlite://:memory:"
IN_CI = os.environ.get("CI") == "true"


def main() -> int:
    arguments = sys.argv[1:]
    given = os.environ.get("DATABASE_URL")
    failed = run("the database given" if given else "SQLite", given or IN_MEMORY, arguments)
    failed |= run_in_chromium(given or IN_MEMORY, arguments)
    return failed | (attack(given, arguments) if given else run_on_postgres(arguments))


def run(title: str, database: str, arguments: list[str], workers: str = "auto") -> int:
    print(f"── {title} ──", flush=True)
    workers = os.environ.get("PYTEST_WORKERS", workers)
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, *arguments]
    status = subprocess.run(command, env={**os.environ, "DATABASE_URL": database}, check=False).returncode
    # 5 is "no tests collected": expected of a selection by the caller, never of the whole suite.
    return 0 if status == 5 and arguments else status


def run_on_postgres(arguments: list[str]) -> int:
    """The attacks too, for that is what a site in production has. Without it they have SQLite."""
    try:
        with postgres.server() as database:
            return run("PostgreSQL", database, arguments) | attack(database, arguments)
    except RuntimeError as error:
        return missing(str(error)) | attack(IN_MEMORY, arguments)


def attack(database: str, arguments: list[str]) -> int:
    # One process: its site has four workers of its own.
    return run("attacks on the served site", database, ["-m", "attacks", *arguments], workers="0")


def run_in_chromium(database: str, arguments: list[str]) -> int:
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")):
        return missing("Chromium is not installed: sudo apt-get install chromium libatomic1")
    # In CI one browser at a time: two of them on two cores now and then keep each other waiting for too long.
    return run("Chromium", database, ["-m", "browser", *arguments], workers="0" if IN_CI else "auto")


def missing(what: str) -> int:
    print(f"{what}\n{'That is an error with CI=true.' if IN_CI else 'Its tests were left out.'}", flush=True)
    return int(IN_CI)


if __name__ == "__main__":
    sys.exit(main())
