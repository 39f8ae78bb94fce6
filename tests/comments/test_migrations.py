"""Comments of the first days come through every migration since, and back, with all that is counted of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(db: None, tmp_path: Path) -> Iterator[str]:
    """The address of an empty one, of the kind that is tested."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/migrating.sqlite3"
        return
    name = f"{settings.DATABASES['default']['NAME']}_migrating"
    told = connection.get_connection_params()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield f"postgres://{told['user']}@/{name}?host={told['host']}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def test_old_rows_go_forwards_and_back(database: str, tmp_path: Path):
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    command = [sys.executable, "-m", "tests.comments.migrating"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert len(told["before"]) == 5
    assert told["back"] == told["before"]
    # Below the rejected one somebody is read; spam below that is not counted.
    assert told["forwards"]["comments"] == [[1, True, 0], [0, True, 0], [0, False, 0], [1, True, 0], [0, True, 0]]
    assert told["forwards"]["discussions"] == [3]
    assert told["again"] == told["forwards"]
    assert told["counted"] == told["counted again"] == [[2], [3]]
    refused = [[f"{name}@example.org", "never", "never"] for name in ("loath", "torn")]
    assert told["choices"] == told["choices again"] == refused
    wanted = [["glad@example.org", True], ["loath@example.org", False], ["torn@example.org", False]]
    assert told["wanted"] == told["wanted back"] == wanted
