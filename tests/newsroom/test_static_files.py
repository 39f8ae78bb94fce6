"""What collectstatic makes of the stylesheet and the scripts."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.management import call_command
from django.test import override_settings

from newsroom.static_files import bundled

ROOT = Path(__file__).parent.parent.parent
IMPORT = re.compile(r"^(?:import|export)\b.*?from\s*(.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("collected")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "newsroom.static_files.HashedStaticFiles"},
    }
    with override_settings(
        STATIC_ROOT=target,
        STORAGES=storages,
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return target


def only(folder: Path, pattern: str) -> str:
    found = list(folder.glob(pattern))
    assert len(found) == 1, found
    return found[0].read_text()


def test_stylesheet_is_one_file_with_hashed_fonts(collected: Path):
    css = only(collected / "css", "site.????????????.css")
    assert "@import" not in css
    assert "/*" not in css
    assert ".nameplate" in css
    assert ".comment" in css
    fonts = re.findall(r'url\("([^"]+)"\)', css)
    assert fonts
    assert all(re.fullmatch(r"\.\./fonts/[\w-]+\.[0-9a-f]{12}\.woff2", font) for font in fonts)
    assert all((collected / "css" / font).exists() for font in fonts)


def test_modules_import_each_other_by_hashed_names(collected: Path):
    script = only(collected / "js", "site.????????????.js")
    modules = re.findall(r'import\("([^"]+)"\)', script)
    assert modules
    for module in modules:
        assert re.search(r"\.[0-9a-f]{12}\.js$", module), module
        assert (collected / "js" / module).exists()


def test_every_import_of_ours_is_written_so_that_it_is_rewritten():
    for path in (ROOT / "static/js").rglob("*.js"):
        for source in IMPORT.findall(path.read_text()):
            bare = re.match(r'"django-prose-editor/', source)
            assert bare or re.fullmatch(r'"\.[^"]+";', source), f"{path.name}: {source}"


def test_parts_of_the_stylesheet_name_no_addresses():
    """They would be relative to another folder than the bundle's."""
    assert [path.name for path in (ROOT / "static/css/components").glob("*.css") if "url(" in path.read_text()] == []


def test_missing_part_is_an_error():
    paths = {path: (storage, path) for path, storage in FileSystemFinder().list([])}
    del paths["css/tokens.css"]
    with pytest.raises(KeyError, match=r"tokens\.css"):
        bundled("css/site.css", paths)
