"""Modules that are sent as one file do what they do one by one; what cannot be joined is refused."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder

from newsroom.script_bundles import Bundle, CannotBundle
from newsroom.static_files import SCRIPTS, joined

NODE = shutil.which("node")


def bundle(**modules: str) -> str:
    return Bundle("entry.js", lambda name: modules[name.removesuffix(".js")]).text()


def in_turn(folder: Path, script: str) -> list[str]:
    """What it says when it is run."""
    file = folder / "run.mjs"
    file.write_text(script)
    run = subprocess.run([str(NODE), str(file)], capture_output=True, text=True, check=True)
    return run.stdout.split()


MODULES = {
    "entry": '// Of all\nimport "./first.js";\nimport { word as said, twice } from "./second.js";\n\n'
    '[said].forEach((each) => console.log(twice(each)))\nexport const done = "done"\nconsole.log(done)\n',
    "first": 'import { word } from "./second.js";\n\nconst twice = "its own"\nconsole.log(`first:${word}`)\n',
    "second": 'console.log("second") // before all\nexport const word = "word"\n'
    "export const twice = (text) => {\n  // as it is\n  return `${text}//${text}`\n}\n",
}


@pytest.mark.skipif(not NODE, reason="There is no Node here.")
def test_runs_as_the_modules_do(tmp_path: Path):
    for name, text in MODULES.items():
        (tmp_path / f"{name}.js").write_text(text)
    (tmp_path / "package.json").write_text(json.dumps({"type": "module"}))
    apart = in_turn(tmp_path, 'import "./entry.js"')
    assert apart == ["second", "first:word", "word//word", "done"]
    assert in_turn(tmp_path, bundle(**MODULES)) == apart


def test_comments_and_indents_are_left_out():
    text = bundle(**MODULES)
    assert "Of all" not in text
    assert "before all" not in text
    assert "\n " not in text
    assert "${text}//${text}" in text


def test_what_closes_something_after_two_strokes_stays():
    line = 'const places = ["https: //", /[ //]/, `a // b`]'
    assert line in bundle(entry=f"{line}\n")


def test_what_comes_from_elsewhere_is_imported_once():
    far = 'import { Node as Stock } from "rich-text/editor"\nimport { Mark } from "rich-text/editor"\n'
    far += 'import * as stock from "rich-text/editor"\nexport const X = [Stock, Mark, stock]\n'
    text = bundle(entry='export { X } from "./far.js";\n', far=far)
    assert text.count('import * as far0 from "rich-text/editor"') == text.count("import") == 1
    assert "const { Node: Stock } = far0;" in text
    assert "const stock = far0;" in text
    assert "export const { X } = of0;" in text


def test_what_is_fetched_later_stays_apart():
    assert 'import("./late.js")' in bundle(
        entry='const late = () => import("./late.js")\n', late="export const x = 1\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        'import Stock from "./other.js";',
        'import * as all from "./other.js";',
        'import { word } from "./other.js"',
        'import { missing } from "./other.js";',
        "import { word, } from './other.js';",
        "export default 1",
        "export function word() {}",
        "export let word = 1",
        "export { word }",
        "const text = `over\nlines`",
        "/* a comment */ const x = 1",
        "const x = import.meta.url",
        "const x = import(name)",
        "await fetch(1)",
        "const x = await fetch(1)",
        'import { back } from "./circle.js";',
        'import "./other.js";\nconst late = () => import("./other.js")',
        'import "./other.js";\nconst late = () => import("./brings.js")',
        'import "./passes.js";',
    ],
)
def test_what_cannot_be_joined_is_refused(line: str):
    with pytest.raises(CannotBundle, match=r"entry\.js|passes\.js"):
        bundle(
            entry=f"{line}\n",
            other="export const word = 1\n",
            circle='import "./entry.js";\nexport const back = 1\n',
            brings='import { word } from "./other.js";\n',
            passes='export { word } from "./other.js";\n',
        )


def test_no_module_is_in_two_of_ours(monkeypatch: pytest.MonkeyPatch):
    paths = {path: (storage, path) for path, storage in FileSystemFinder().list([])}
    assert set(joined(paths)) == set(SCRIPTS)
    monkeypatch.setattr("newsroom.static_files.SCRIPTS", (*SCRIPTS, "js/desk/unsaved.js"))
    with pytest.raises(CannotBundle, match="in common"):
        joined(paths)
