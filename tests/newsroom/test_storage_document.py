"""What scripts keep in a browser stands in docs/privacy-and-storage.md, and nothing stands there that none keeps."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = {str(path.relative_to(ROOT)): path for top in ("static/js", "templates") for path in (ROOT / top).rglob("*.*")}
DOCUMENT = (ROOT / "docs/privacy-and-storage.md").read_text()
USE = re.compile(r"\b(?:local|session)Storage(?:\.(?:get|set|remove)Item\(\s*([^,)]+)|\.(\w+)\s*=[^=]|\[([^\]]+)\])")
COOKIE = re.compile(r"\((?:\?:)?\^\|; \)(\w+)=|document\.cookie = [\"`]([\w-]+)=")
STRING = re.compile(r"[\"'`]([^\"'`$]+)[\"'`$]")


def keys(code: str) -> Iterator[str]:
    for item, name, index in USE.findall(code):
        found = [name] if name else list(named((item or index).strip(), code))
        assert found, f"what is {item or index}?"
        yield from found


def named(given: str, code: str) -> Iterator[str]:
    """What a key may be: in so many words, or what the file puts under that name, or lists for it."""
    if STRING.match(given):
        yield from STRING.findall(given)
    elif re.search(rf"const {given} of Object\.keys\((?:local|session)Storage\)", code):
        yield from re.findall(rf"{given}\.startsWith\(\"([^\"]+)\"\)", code)
    else:
        yield from (key for _, key in re.findall(rf"\b{given}\s*=\s*([\"`])([^\"`$]+)", code))
        for listed in re.findall(rf"(?:const {given} of\s*|const KEYS = )\[([^\]]+)\]", code):
            yield from STRING.findall(listed)


def in_browsers() -> dict[str, str]:
    """By name, one of the files that use it."""
    found = {}
    for path, file in FILES.items():
        if file.suffix not in {".js", ".html"}:
            continue
        code = file.read_text()
        cookies = ["".join(names) for names in COOKIE.findall(code)]
        assert cookies or "document.cookie" not in code, f"{path}: which cookie?"
        found |= dict.fromkeys([*keys(code), *cookies], path)
    return found


def listed(*headings: str) -> set[str]:
    """The first column of the tables under these headings."""
    found = set()
    for heading in headings:
        part = DOCUMENT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
        found |= set(re.findall(r"^\| `([\w -]+?)(?:[ <][^`]*)?`", part, re.MULTILINE))
    return found


def test_names_are_found_in_every_way_in_which_they_are_written():
    code = """
      const KEY = "first"; localStorage.getItem(KEY); sessionStorage.second = 1; localStorage.setItem('third', "x")
      let key; key = `fourth ${address}`; sessionStorage.removeItem(key); localStorage["fifth"] === 1
      for (const each of ["sixth", "seventh"]) localStorage.getItem(each)
    """
    assert [name.strip() for name in keys(code)] == "first second third fourth fifth sixth seventh".split()
    with pytest.raises(AssertionError, match="what is other"):
        list(keys("localStorage.getItem(other)"))


def test_all_that_scripts_keep_is_in_the_document():
    known = listed("Cookies, all of this site alone", "Local storage", "Session storage")
    used = in_browsers()
    assert {name: path for name, path in used.items() if name.strip() not in known} == {}
    assert listed("Local storage", "Session storage") - {name.strip() for name in used} == set()
    assert {"theme", "saved", "member", "comment ", "signed_in", "choices"} <= used.keys()
