"""What browsers at the desk fetch of scripts for the editor, as it is sent: collected, hashed and compressed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from tests.collected import STORAGES, collect

IMPORTED = re.compile(r'^(?:import|export)\b[^"\n]*"\./([\w.]+\.js)";', re.MULTILINE)
MOST = 160_000  # bytes of all that is fetched when it is opened, of which the rich-text editor is 144 kB


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collect(tmp_path_factory.mktemp("desk"))


def named(page: str) -> set[str]:
    """The addresses of scripts on a page, and of those in its import map."""
    parsed = LexborHTMLParser(page)
    sources = [script.attributes.get("src") or "" for script in parsed.css("script[src]")]
    sources += [link.attributes.get("href") or "" for link in parsed.css("link[rel=modulepreload]")]
    for script in parsed.css("script[type=importmap]"):
        sources += json.loads(script.text())["imports"].values()
    return set(sources)


def with_imports(folder: Path, addresses: set[str]) -> set[str]:
    """And those that these import before they run."""
    found = set(addresses)
    for address in addresses:
        near = IMPORTED.findall((folder / address.removeprefix("/static/")).read_text())
        found |= with_imports(folder, {f"{address.rpartition('/')[0]}/{name}" for name in near} - found)
    return found


def sent(folder: Path, address: str) -> int:
    """The least that was made of it when it was collected."""
    path = folder / address.removeprefix("/static/")
    made = [path, path.with_name(f"{path.name}.gz"), path.with_name(f"{path.name}.br")]
    return min(each.stat().st_size for each in made if each.exists())


def test_scripts_of_the_editor(collected: Path, desk: Client, draft: Callable[..., Article]):
    with override_settings(STATIC_ROOT=collected, STORAGES=STORAGES):
        page = desk.get(reverse("admin:articles_article_change", args=[draft().pk])).text
    scripts = named(page)
    made_here = {address for address in scripts if not address.startswith("/static/")}
    weights = {each: len(desk.get(each).content) for each in made_here}  # nothing compresses them
    weights |= {each: sent(collected, each) for each in with_imports(collected, scripts - made_here)}
    assert sum(weights.values()) <= MOST, weights
    ours = {each for each in weights if each.startswith("/static/js/desk/")}
    assert len(ours) == 2, ours  # the page and the text, whatever they are made of
    assert sum(weight for each, weight in weights.items() if "admin/" in each) <= 1000, weights
