"""What browsers at the desk fetch of scripts for the editor, as it is sent: collected, hashed and compressed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from tests.test_page_budgets import STORAGES, sent

IMPORTED = re.compile(r'from\s*"(\./)?([\w./-]+)"')
RICH_TEXT = "django_prose_editor/editor.js"
# Bytes. The rich-text module cannot be cut; with what is ours it is to come to 160,000 once ours is sent as one file.
MOST = {"rich text": 145_000, "ours": 31_000, "Django's": 62_000}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    with override_settings(STATIC_ROOT=folder, STORAGES=STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def named(page: str) -> set[str]:
    """The scripts of a page and of its import map, by their names in the sources."""
    parsed = LexborHTMLParser(page)
    sources = [script.attributes.get("src") or "" for script in parsed.css("script[src]")]
    maps = [json.loads(script.text()) for script in parsed.css("script[type=importmap]")]
    sources += [source for each in maps for source in each["imports"].values()]
    return {source.partition("/static/")[2] for source in sources if "/static/" in source}


def with_imports(names: set[str]) -> set[str]:
    found = set(names)
    for name in [name for name in names if name.startswith("js/desk/")]:
        text = (Path("static") / name).read_text()
        near = {f"js/desk/{other}" for dot, other in IMPORTED.findall(text) if dot}
        found |= with_imports(near - found)
    return found


def kind(name: str) -> str:
    return "rich text" if name == RICH_TEXT else "ours" if name.startswith("js/") else "Django's"


def test_scripts_of_the_editor(collected: Path, desk: Client, draft: Callable[..., Article]):
    page = desk.get(reverse("admin:articles_article_change", args=[draft().pk])).text
    weights = dict.fromkeys(MOST, 0)
    for name in with_imports(named(page)):
        weights[kind(name)] += sent(collected, name)
    assert all(weights.values())
    assert {which: weight for which, weight in weights.items() if weight > MOST[which]} == {}, weights


def test_what_makes_slugs_in_djangos_admin_is_not_fetched(desk: Client, draft: Callable[..., Article]):
    page = desk.get(reverse("admin:articles_article_change", args=[draft().pk])).text
    assert "xregexp" not in page
    assert "js/desk/slug.js" in page
