"""The site as it is deployed: gunicorn with four workers, a database and a cache that they share."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.attacks.browser import Browser

ROOT = Path(__file__).parents[2]
PREPARATIONS = (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"])
PASSWORD = "a river runs through it"


class Stage:
    """The served site, and the process behind it (tests/attacks/backstage.py)."""

    def __init__(self, port: int, backstage: "subprocess.Popen[str]") -> None:
        self.port, self._backstage = port, backstage

    def browser(self, address: str = "127.0.0.1", **headers: str) -> Browser:
        return Browser(self.port, address, **headers)

    def ask(self, name: str, *arguments: Any, **named: Any) -> Any:
        assert self._backstage.stdin
        assert self._backstage.stdout
        self._backstage.stdin.write(json.dumps([name, arguments, named]) + "\n")
        self._backstage.stdin.flush()
        told = json.loads(self._backstage.stdout.readline())
        assert "problem" not in told, told["problem"]
        return told["answer"]

    def person(self, email: str, password: str | None = PASSWORD, **fields: Any) -> str:
        self.ask("person", email, password, **fields)
        return email

    def sign_in_staff(self, browser: Browser, email: str) -> None:
        """As one of the desk: with a second factor."""
        seed = self.ask("factor", email)
        browser.sign_in(email, PASSWORD)
        browser.post("/accounts/2fa/authenticate/", {"code": self.ask("totp_code", seed)})
        assert browser.is_signed_in


def environment(folder: Path, database: str) -> dict[str, str]:
    """Of the site: nothing that this machine's own site is set up with."""
    ours = {"ALLOWED_HOSTS", "CACHE_URL", "CSRF_TRUSTED_ORIGINS", "DEBUG", "EMAIL_URL", "MEDIA_ROOT", "PORT"}
    ours |= {"SITE_URL", "TRUSTED_PROXY_COUNT", "WEB_CONCURRENCY"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **kept,
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "WARNING",
        "HOST": "127.0.0.1",
    }


def prepare(settings: dict[str, str]) -> None:
    for command in PREPARATIONS:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True)


@contextmanager
def served(settings: dict[str, str], workers: int = 4) -> Iterator[Stage]:
    port = int(settings.get("PORT") or free_port())
    settings = {**settings, "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "newsroom.wsgi"]
    with Path(settings["VAR_DIR"], f"gunicorn-{port}.log").open("wb") as log:
        gunicorn = subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    command = [sys.executable, "-m", "tests.attacks.backstage"]
    backstage = subprocess.Popen(
        command, cwd=ROOT, env=settings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        wait_for(port, gunicorn, Path(log.name))
        yield Stage(port, backstage)
    finally:
        end(gunicorn)
        backstage.communicate(timeout=20)


def wait_for(port: int, gunicorn: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and gunicorn.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")


def end(gunicorn: "subprocess.Popen[bytes]") -> None:
    """Workers too: they are all of one session."""
    gunicorn.terminate()
    try:
        gunicorn.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(gunicorn.pid, signal.SIGKILL)
        gunicorn.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
