"""`make run`: brings the database and files up to date, then serves with gunicorn and the worker together."""

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts import administrators
from accounts.models import User
from articles.models import Article

READY_WITHIN = 30  # seconds


class Command(BaseCommand):
    help = "Sets up whatever is missing and serves the site on HOST and PORT until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-demo", action="store_true", help="Leave an empty site empty.")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = settings.HOST, settings.PORT
        require_free_port(host, port)
        self.bring_up_to_date()
        self.make_administrator()
        if not options["without_demo"] and not Article.objects.exists():
            self.say("Drawing and writing the demo content (about twenty seconds, this once) …")
            call_command("seed_demo", stdout=self.stdout)
        connection.close()
        allow_names_of_this_machine(host)
        self.serve(host, port)

    def bring_up_to_date(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Migrating the database …")
            call_command("migrate", verbosity=0)
        stamp, current = Path(settings.STATIC_ROOT) / ".collected", static_fingerprint()
        if not stamp.exists() or stamp.read_text() != current:
            self.say("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(current)

    def make_administrator(self) -> None:
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            return
        email, password = "admin@localhost", secrets.token_urlsafe(12)
        administrators.create(email, password)
        line = "─" * 64
        self.say(
            f"{line}\n  The desk:  {settings.SITE_URL}/admin/\n  E-mail:    {email}\n  Password:  {password}\n"
            f"  It is shown this once. Change it at {settings.SITE_URL}/accounts/password/change/\n{line}"
        )

    def serve(self, host: str, port: str) -> None:
        """Runs both until one ends or a signal comes, then ends the other; CommandError if one died by itself."""
        stop = Stop()
        python = [sys.executable]
        processes = {
            "gunicorn": [*python, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--log-level", "warning"],
            "the worker": ["nice", "-n", "10", *python, "manage.py", "qcluster"],  # pictures give way to readers
        }
        processes["gunicorn"].append("newsroom.wsgi")
        running = {
            # Their own sessions: Ctrl-C reaches this process alone, which then ends both in order.
            name: subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603  # our own commands
            for name, command in processes.items()
        }
        try:
            if wait_until_ready(host, port, stop, running["gunicorn"]):
                self.say(f"The site: {settings.SITE_URL}/   The desk: {settings.SITE_URL}/admin/   Ctrl-C stops both.")
            while not stop.asked and all(process.poll() is None for process in running.values()):
                time.sleep(0.2)
            died = [name for name, process in running.items() if process.poll() is not None]
        finally:
            end(list(running.values()))
        if died and not stop.asked:
            raise CommandError(f"{' and '.join(died)} ended unexpectedly; see the messages above.")
        self.say("Stopped.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


class Stop:
    """Whether someone asked this process to end: Ctrl-C, kill, or the terminal that went away."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask)

    def ask(self, *args: object) -> None:
        self.asked = True


def require_free_port(host: str, port: str) -> None:
    """Raises CommandError where gunicorn could not listen, before anything is set up."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port!r} is not a port number. Try: make run PORT=8001")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
                f"End what runs there, or choose another port: make run PORT={int(port) % 65535 + 1}"
            ) from error


def static_fingerprint() -> str:
    """Changes when any source of a static file does: names, sizes and times, not contents."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def allow_names_of_this_machine(host: str) -> None:
    """Listening on every address means being asked for by any of the machine's names; only those are added."""
    if host not in {"0.0.0.0", "::"} or "ALLOWED_HOSTS" in os.environ:  # noqa: S104  # compared, not bound
        return
    name = socket.gethostname()
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    os.environ["ALLOWED_HOSTS"] = ",".join({*settings.ALLOWED_HOSTS, name, *addresses})


def wait_until_ready(host: str, port: str, stop: Stop, gunicorn: "subprocess.Popen[bytes]") -> bool:
    address = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  # compared, not bound
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and not stop.asked and gunicorn.poll() is None:
        try:
            with urlopen(f"http://{address}:{port}/healthz", timeout=5):
                return True
        except HTTPError:
            return True  # it answers; that it does not answer to this name is a matter of ALLOWED_HOSTS
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def end(processes: list["subprocess.Popen[bytes]"]) -> None:
    """Asks each to finish what it is doing, and after ten seconds insists."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
