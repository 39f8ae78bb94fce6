"""One served site for all attacks, and a second one of the same database behind a proxy, over https."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg2
import pytest

from tests.attacks.browser import Browser
from tests.attacks.stage import Stage, environment, prepare, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/attacks/" in str(item.path):
            item.add_marker(pytest.mark.attacks)


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """A file, or a database of its own on the PostgreSQL server the suite runs on."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder}/site.sqlite3"
        return
    name = f"attacks_{uuid4().hex[:12]}"
    with closing(psycopg2.connect(given)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(given)._replace(path=f"/{name}").geturl()
        finally:
            connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("attacks")
    with own_database(folder) as database:
        settings = environment(folder, database)
        prepare(settings)
        yield settings


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[Stage]:
    with served(surroundings) as stage:
        yield stage


@pytest.fixture(scope="session")
def https_site(surroundings: dict[str, str], site: Stage) -> Iterator[Stage]:
    """The same, as https://news.example behind one proxy that can be trusted."""
    settings = {**surroundings, "SITE_URL": "https://news.example", "TRUSTED_PROXY_COUNT": "1"}
    with served(settings, workers=1) as stage:
        yield stage


@pytest.fixture
def browser(site: Stage) -> Browser:
    return site.browser()


@pytest.fixture
def proxied(https_site: Stage) -> Browser:
    """What comes through the proxy from 203.0.113.9."""
    browser = https_site.browser(Host="news.example", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")
    browser.origin = "https://news.example"
    return browser


@pytest.fixture(autouse=True)
def _no_limit_used_up(request: pytest.FixtureRequest) -> None:
    if "site" in request.fixturenames:
        request.getfixturevalue("site").ask("forget_limits")
