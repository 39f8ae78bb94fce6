"""Every test is collected: folders are packages, files are named so that pytest finds them."""

import ast
from pathlib import Path

TESTS = Path(__file__).parent


def test_every_folder_is_a_package():
    folders = {path.parent for path in TESTS.rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_test_hides_in_a_file_that_is_not_collected():
    hidden = [
        f"{path.relative_to(TESTS)}: {node.name}"
        for path in TESTS.rglob("*.py")
        if not path.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert hidden == []


def test_no_test_is_written_twice_under_one_name():
    twice = []
    for path in TESTS.rglob("test_*.py"):
        body = ast.parse(path.read_text()).body
        names = [node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        twice += [f"{path.relative_to(TESTS)}: {name}" for name in set(names) if names.count(name) > 1]
    assert twice == []
