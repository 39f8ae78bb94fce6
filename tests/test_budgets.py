"""The sizes that keep files readable in one sitting, counted."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ["accounts", "articles", "comments", "newsroom"]


def files(folder: str, pattern: str) -> Iterator[Path]:
    return (path for path in sorted((ROOT / folder).rglob(pattern)) if "migrations" not in path.parts)


def too_long(paths: Iterator[Path], limit: int) -> list[str]:
    lines = ((path, len(path.read_text().splitlines())) for path in paths)
    return [f"{path.relative_to(ROOT)}: {count} lines, at most {limit}" for path, count in lines if count > limit]


def test_python_files():
    assert [line for package in PACKAGES for line in too_long(files(package, "*.py"), 300)] == []


def test_url_files():
    assert [line for package in PACKAGES for line in too_long(files(package, "urls.py"), 60)] == []


def test_test_files():
    assert too_long(files("tests", "*.py"), 400) == []


def test_templates():
    assert too_long(files("templates", "*.html"), 100) == []
    assert too_long(files("templates", "_*.html"), 40) == []


def test_scripts_and_stylesheets():
    assert too_long(files("static/js", "*.js"), 80) == []
    assert too_long(files("static/css", "*.css"), 150) == []


def test_functions():
    wrong = []
    for package in PACKAGES:
        for path in files(package, "*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    length = (node.end_lineno or node.lineno) - node.lineno + 1
                    if length > 40:
                        wrong.append(f"{path.relative_to(ROOT)}: {node.name} has {length} lines, at most 40")
    assert wrong == []


def test_no_file_is_named_for_nothing():
    vague = {"utils", "helpers", "common", "core", "misc", "util", "helper"}
    assert [str(path) for package in PACKAGES for path in files(package, "*.py") if path.stem in vague] == []


def test_top_level_is_what_it_was_agreed_to_be():
    agreed = set(
        "manage.py newsroom articles accounts comments templates static tests requirements.txt README.md "
        "Makefile LICENSE CHANGELOG.md CONTRIBUTING.md docs deploy var".split()
    )
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"}
    assert found <= agreed
