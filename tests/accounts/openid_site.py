"""The site, served by a process of its own, whose environment names a provider to ask who someone is."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.accounts.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider, openid_provider
from tests.attacks.stage import Stage, environment, free_port, served
from tests.conftest import ROOT


class Pair(NamedTuple):
    site: Stage
    provider: Provider
    url: str


@contextmanager
def site_and_provider(folder: Path) -> Iterator[Pair]:
    with openid_provider() as provider:
        port = free_port()
        settings = environment(folder, f"sqlite:///{folder}/site.sqlite3") | {
            "DEBUG": "true",  # only so that static files need not be collected
            "SITE_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "OPENID_URL": provider.url,
            "OPENID_NAME": "The Guild",
            "OPENID_CLIENT_ID": CLIENT_ID,
            "OPENID_CLIENT_SECRET": CLIENT_SECRET,
        }
        for command in (["migrate", "-v0"], ["createcachetable"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True)
        with served(settings, workers=1) as site:
            yield Pair(site, provider, settings["SITE_URL"])
