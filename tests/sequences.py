"""`python -m tests.sequences`: 10,000 random sequences of what three people do to an article, on both databases.

After every act readers have what was published last and on purpose, and every text that anybody typed is in a revision.
Words after the command go to pytest. WRITING_SEQUENCES plays fewer; of failures, sequence and steps are named.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgres
from tests.agreement import IN_MEMORY, tell

TEST = "tests/articles/test_nothing_is_lost.py"


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
        environment = {"WRITING_SEQUENCES": "10000", **os.environ, "DATABASE_URL": database, "WRITING_FIGURES": folder}
        begun = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", TEST, *sys.argv[1:]]
        status = subprocess.run(command, env=environment, check=False).returncode
        tell(Path(folder), time.monotonic() - begun)
    return status


if __name__ == "__main__":
    sys.exit(main())
