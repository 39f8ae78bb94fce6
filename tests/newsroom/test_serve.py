"""`manage.py serve`, run for real: a fresh folder, gunicorn and worker together, one signal ends both."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path, port: int) -> dict[str, str]:
    unset = {"DATABASE_URL", "SITE_URL", "CACHE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {
        **kept,
        "VAR_DIR": str(tmp_path / "var"),
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "PORT": str(port),
        "HOST": "127.0.0.1",
    }


def serve(environment: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "serve", "--without-demo"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def lines_until(process: "subprocess.Popen[str]", text: str) -> Iterator[str]:
    """Everything it says up to `text`; a process that never says it is ended after a minute."""
    assert process.stdout
    watchdog = Timer(60, process.terminate)
    watchdog.start()
    try:
        for line in process.stdout:
            yield line
            if text in line:
                return
    finally:
        watchdog.cancel()
    raise AssertionError(f"ended without saying {text!r}")


def members(session: int) -> list[int]:
    """Processes of a session, so that a worker left behind is seen."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def test_serves_and_one_signal_ends_everything(environment, port):
    process = serve(environment)
    try:
        said = "".join(lines_until(process, "The site:"))
        assert re.search(r"Password:\s+\S{12,}", said)
        with urlopen(f"http://127.0.0.1:{port}/healthz") as response:
            assert response.status == 200
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        commands = [Path(f"/proc/{child}/cmdline").read_text() for child in children]
        assert any("gunicorn" in command for command in commands)
        assert any("qcluster" in command for command in commands)
        process.send_signal(signal.SIGINT)
        assert "Stopped." in process.communicate(timeout=30)[0]
        assert process.returncode == 0
        assert [members(int(child)) for child in children] == [[], []]
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=30)
    again = serve(environment)
    said = "".join(lines_until(again, "The site:"))
    again.terminate()
    again.communicate(timeout=30)
    assert "Password" not in said
    assert "Migrating" not in said


def test_taken_port_says_what_to_do(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = serve(environment)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"port {port}" in said
    assert "make run PORT=" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("value", ["0", "70000", "http"])
def test_port_that_is_none_says_so(environment, value):
    process = serve({**environment, "PORT": value, "SITE_URL": "http://127.0.0.1:8000"})
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "make run PORT=" in said
