"""The desk and the pages in a real browser: Chromium from the system, against a served site with static files."""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Locator, Page

from accounts.models import User
from articles.models import Article, Category

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs an event loop of its own

FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session", autouse=True)
def _nothing_collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The live server takes static files from their source, never from what some earlier run collected."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _seeds(django_db_setup: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return connection.creation.serialize_db_to_string()


class Requests:
    """How many the live server is answering. A closed browser leaves some behind, and they hold tables.

    What it asked for last may even come to be answered after that, while the tables are emptied: it is turned away.
    """

    def __init__(self) -> None:
        self.running, self.changed, self.turn = 0, threading.Condition(), threading.Lock()
        self.is_over = False
        request_started.connect(self._begun)
        request_finished.connect(self._ended)

    def _begun(self, **_: Any) -> None:
        with self.changed:
            if self.is_over:
                raise ConnectionAbortedError("The test that asked for this is over.")
            self.running += 1
        # The threads of the live server share one connection to a database in memory, and it has one transaction.
        self.turn.acquire(timeout=20)

    def _ended(self, **_: Any) -> None:
        if self.turn.locked():
            self.turn.release()
        with self.changed:
            self.running -= 1
            self.changed.notify_all()

    def begin(self) -> None:
        with self.changed:
            self.running, self.turn, self.is_over = 0, threading.Lock(), False

    def end(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.running <= 0, timeout=20)
            self.is_over = True


@pytest.fixture(scope="session")
def _requests() -> Requests:
    return Requests()


@pytest.fixture(scope="session", autouse=True)
def _server_ends_last(_seeds: str, live_server: Any) -> Iterator[None]:
    """Its threads close the database they share, which they may no longer once it has stopped."""
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture(autouse=True)
def _seeded(transactional_db: None, _seeds: str, _requests: Requests) -> Iterator[None]:
    """What migrations wrote, after the flush of the test before.

    Playwright's event loop is a context of its own, in which Django opens a new connection that knows nothing of
    pytest-django's own `serialized_rollback`.
    """
    connection._test_serialized_contents = _seeds
    cache.clear()  # its table is not flushed, and the thirty-first sign-in of a minute would be one too many
    if not Category.objects.exists():
        connection.creation.deserialize_db_from_string(_seeds)
    _requests.begin()
    yield
    _requests.end()


@pytest.fixture(autouse=True)
def _no_service_worker(settings: LazySettings) -> None:
    """It would fetch on after a test has ended. Tests of reading without a connection switch it on."""
    settings.SERVICE_WORKER = False


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if not chromium() and not os.environ.get("CI"):
        pytest.skip("There is no Chromium here.")
    return {"executable_path": chromium(), "args": [*FLAGS.split(), "--no-first-run"]}


@pytest.fixture
def context(browser: Any) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US") as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the pages complain about."""
    said: list[str] = []
    page.on(
        "console",
        lambda message: (
            said.append(f"{message.text} {message.location}") if message.type in {"error", "warning"} else None
        ),
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def desk_page(page: Page, live_server: Any, administrator: User) -> Page:
    """The desk, with the administrator signed in as people sign in."""
    sign_in(page, live_server.url, administrator)
    return page


def sign_in(page: Page, server: str, user: User) -> None:
    """Past the sign-in form and the second factor, which have tests of their own: test_sign_in.py, test_factors.py."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    page.goto(f"{server}/admin/")
    page.wait_for_url("**/admin/")


def enter(page: Page, server: str, user: User) -> None:
    """Signed in as after the sign-in page: with the session, and with the hint that it left."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    cookies = {session.key: session.value, "signed_in": "1"}
    page.context.add_cookies([{"name": name, "value": value, "url": server} for name, value in cookies.items()])


def open_article(page: Page, article: Article) -> Locator:
    """Waits for the rich-text editor and returns what one writes in."""
    page.goto(urljoin(page.url, f"/admin/articles/article/{article.pk}/change/"))
    return editor_of(page)


def editor_of(page: Page) -> Locator:
    editor = page.locator(".ProseMirror[contenteditable=true]")
    editor.wait_for()
    page.locator(".prose-menubar").first.wait_for()
    return editor


def let_the_caret_rest(page: Page) -> None:
    """After a press, a focus or a key moved the caret of the editor, and before keys that depend on where it is.

    The editor learns of it by an event, and puts its own selection back 20 ms after it got the focus: a person is
    slower than that, keys from here are not. Timers of a page run in the order in which they are due.
    """
    page.evaluate("() => new Promise((rest) => setTimeout(() => requestAnimationFrame(() => setTimeout(rest)), 25))")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[name=_save]").click()
    page.locator(".messagelist .success").wait_for()
