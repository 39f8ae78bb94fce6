"""What pages may weigh on their way to readers, compressed: the part of docs/performance.md that needs no browser."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article, Author, Category
from articles.revisions import Credit
from newsroom.views import offline
from tests.collected import collect
from tests.pictures import stored

KB = 1000
STATICALLY = re.compile(r'^(?:import|export)\b[^"]*"(\./[\w/]+)\.[0-9a-f]{12}\.js";', re.MULTILINE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return collect(tmp_path_factory.mktemp("collected"), STATICFILES_FINDERS=finders)


def weight(page: bytes) -> int:
    return len(gzip.compress(page, 6))


def collected_as(folder: Path, name: str) -> Path:
    """A collected file by the name it has in the sources."""
    [found] = folder.glob(re.sub(r"\.(\w+)$", r".????????????.\1", name))
    return found


def sent(folder: Path, name: str) -> int:
    """How much of it browsers are sent: the best that was made of it when it was collected."""
    path = collected_as(folder, name)
    made = [path, path.with_name(f"{path.name}.gz"), path.with_name(f"{path.name}.br")]
    return min(each.stat().st_size for each in made if each.exists())


def with_imports(folder: Path, modules: set[str]) -> set[str]:
    """The modules and all that browsers fetch with them before they run."""
    found = set(modules)
    for module in modules:
        imported = {f"js/reader/{name[2:]}.js" for name in STATICALLY.findall(collected_as(folder, module).read_text())}
        found |= with_imports(folder, imported - found)
    return found


def started_at_load(page: bytes) -> set[str]:
    """Modules that wait for nothing, and those in view."""
    waiting = {"use", "focus", "select"}
    elements = LexborHTMLParser(page).css("[data-module]")
    return {
        f"js/reader/{element.attributes['data-module']}.js"
        for element in elements
        if element.attributes.get("data-when") not in waiting
    }


@pytest.fixture
def full_front(published: Callable[..., Article], author: Author) -> Article:
    """More than enough articles for every part of the front page, with pictures and words as long as they come."""
    categories = list(Category.objects.filter(parent=None))
    picture = stored((640, 480), alt="A bridge")
    for number in range(60):
        article = published(
            f"Headline number {number} with about as many words as headlines of this paper have",
            at=timezone.now() - timedelta(hours=number),
            standfirst=f"A sentence of {number} that says what happened, to whom, and what it will mean to them. " * 2,
            category=categories[number % len(categories)],
            bylines=[Credit(author)],
            lead_picture=picture,
            body="".join(f"<p>{'Words of the council about the bridge. ' * 12}</p>" for _ in range(12)),
        )
    return article


@pytest.mark.parametrize(("address", "limit"), [("/", 20), ("article", 14)])
def test_pages(address: str, limit: int, client: Client, full_front: Article):
    page = client.get(full_front.get_absolute_url() if address == "article" else address)
    assert page.status_code == 200
    assert weight(page.content) <= limit * KB


def test_stylesheet(collected: Path):
    assert sent(collected, "css/site.css") <= 12 * KB


def test_scripts_at_load_of_an_article(collected: Path, client: Client, full_front: Article):
    started = started_at_load(client.get(full_front.get_absolute_url()).content)
    assert "js/reader/save.js" in started
    weights = {name: sent(collected, name) for name in with_imports(collected, started | {"js/site.js"})}
    assert sum(weights.values()) <= 10 * KB, weights


def test_fonts(collected: Path):
    faces = ["libre-franklin", "newsreader-display", "newsreader-text"]
    assert sum(sent(collected, f"fonts/{face}.woff2") for face in faces) <= 110 * KB


def test_what_browsers_keep_from_the_start(collected: Path, client: Client, db: None):
    pages = sum(weight(client.get(address).content) for address in ("/offline/", "/saved/"))
    weights = {name: sent(collected, name) for name in offline.SHELL}
    assert pages + sum(weights.values()) <= 120 * KB, weights
