"""The house of docs/architecture.md, enforced: packages import downwards, and so do layers within one."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOORS = ["accounts", "articles", "comments", "newsroom"]  # from the ground up
# Within a package, from the bottom; whatever is not named is an activity module.
LAYERS = {
    "models": 0,
    "forms": 2,
    "views": 3,
    "admin": 3,
    "management": 3,
    "middleware": 3,
    "apps": 3,
    "urls": 4,
    "personal_urls": 4,
}
ACTIVITY = 1


def modules() -> Iterator[Path]:
    for package in FLOORS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def imports(path: Path) -> Iterator[str]:
    """Every dotted name imported, at module level or inside a function, relative ones made absolute."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(path.parts[: -node.level]) if node.level else ""
            start = ".".join(part for part in (base, node.module) if part)
            yield from (f"{start}.{alias.name}" for alias in node.names)


def layer(dotted: str) -> int:
    parts = dotted.split(".")
    return LAYERS.get(parts[1].removesuffix(".py"), ACTIVITY) if len(parts) > 1 else ACTIVITY


def foreign_keys(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
            "ForeignKey",
            "OneToOneField",
            "ManyToManyField",
        }:
            yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))


def test_packages_import_only_what_is_below_them():
    wrong = [
        f"{path} imports {name}"
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] in FLOORS and FLOORS.index(name.split(".")[0]) > FLOORS.index(path.parts[0])
    ]
    assert wrong == []


def test_foreign_keys_point_down():
    wrong = [
        f"{path} points to {target}"
        for path in modules()
        for target in foreign_keys(path)
        if (app := target.split(".")[0]) in FLOORS and FLOORS.index(app) > FLOORS.index(path.parts[0])
    ]
    assert wrong == []


def test_layers_within_a_package_import_downwards():
    wrong = [
        f"{path} imports {name}"
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] == path.parts[0] and layer(name) > layer(".".join(path.with_suffix("").parts))
    ]
    assert wrong == []


def test_there_is_something_to_check():
    found = list(modules())
    assert {path.parts[0] for path in found} == set(FLOORS)
    assert any(name == "articles.models.Article" for path in found for name in imports(path))
    assert (
        layer("articles.urls")
        > layer("articles.views.article")
        > layer("articles.publishing")
        > layer("articles.models")
    )
