"""A throw-away PostgreSQL server for the tests, from the server programs that are installed.

It lives in a temporary folder, listens on a socket in there and is gone afterwards. PostgreSQL
refuses to run as root, so root starts it as the user `postgres` (or `nobody`).
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


def programs() -> Path | None:
    """The folder with initdb and postgres of the newest version installed, or None."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def unprivileged_user() -> str | None:
    """Whom to run the server as; None when this process is not root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server() -> Iterator[str]:
    """Yields a DATABASE_URL. Raises RuntimeError when the programs are missing or the server does not start."""
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL's server programs are not installed: sudo apt-get install postgresql")
    user = unprivileged_user()
    # A short path: a socket's name may not be longer than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-", dir="/tmp") as home:
        if user:
            shutil.chown(home, user)
        cluster = f"{home}/cluster"
        initdb = [folder / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(initdb, check=True, user=user, stdout=subprocess.DEVNULL, cwd="/")
        options = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
        command = [folder / "postgres", "-D", cluster, "-k", home, "-c", "listen_addresses=", *options]
        with Path(home, "log").open("wb") as log:
            process = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd="/")
        try:
            wait_until_ready(folder, home, process)
            yield f"postgres://postgres@/postgres?host={home}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_ready(folder: Path, home: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    probe = [folder / "pg_isready", "-q", "-h", home]
    while time.monotonic() < until and process.poll() is None:
        if subprocess.run(probe, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{Path(home, 'log').read_text()}")
