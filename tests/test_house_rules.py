"""Rules of the code that no linter knows."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ["accounts", "articles", "comments", "newsroom", "deploy", "tests"]
EXCEPTION = re.compile(r"#\s*(?:noqa\b(?::[A-Z0-9, ]+)?|type: ignore\b(?:\[[^]]*\])?)(.*)")
CALLS_SAFE = {"mark_safe", "SafeString", "SafeText", "SafeData", "__html__"}


def files(packages: list[str]) -> Iterator[Path]:
    return (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))


def unexplained(comment: str) -> bool:
    found = EXCEPTION.search(comment)
    return bool(found and not re.search(r"#\s*\w", found.group(1)))


def makes_safe(source: str) -> list[int]:
    """The lines on which a text is declared to be HTML by hand."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if ast.unparse(call.func).split(".")[-1] in CALLS_SAFE]


@pytest.mark.parametrize(
    ("comment", "is_unexplained"),
    [
        ("# noqa: S608", True),
        ("# type: ignore[arg-type]", True),
        ("# noqa", True),
        ("# noqa: S608  # names of columns, no values", False),
        ("# a word on noqa comments", False),
    ],
)
def test_what_counts_as_a_reason(comment, is_unexplained):
    assert unexplained(comment) is is_unexplained


def test_every_exception_to_a_rule_has_its_reason_beside_it():
    found = []
    for path in files(CODE):
        with path.open("rb") as source:
            found += [
                f"{path.relative_to(ROOT)}:{token.start[0]} {token.string}"
                for token in tokenize.tokenize(source.readline)
                if token.type == tokenize.COMMENT and unexplained(token.string)
            ]
    assert found == []


def test_one_place_declares_text_to_be_html():
    found = [f"{path.relative_to(ROOT)}" for path in files(CODE[:4]) for _ in makes_safe(path.read_text())]
    assert found == ["articles/body.py"]


def test_no_template_declares_text_to_be_html():
    escape = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
    assert [str(path) for path in sorted((ROOT / "templates").rglob("*.*")) if escape.search(path.read_text())] == []
