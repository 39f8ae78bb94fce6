"""ES modules of ours as one file: an entry with all that it imports, in the order in which browsers would run them.

Each module becomes a function that returns what it exports. What this does not know how to join, it refuses: then
`collectstatic` fails, and so do the tests. Stays as it is: `import("./x.js")`, fetched when it is first used, and
imports of names that the page's import map knows.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

NAMES = r"\{\s*(?P<names>[\w\s,$]+?)\s*\}"
NEAR = re.compile(rf'^import (?:{NAMES} from )?"(?P<near>\./[\w/]+\.js)";$', re.MULTILINE)
AGAIN = re.compile(rf'^export {NAMES} from "(?P<near>\./[\w/]+\.js)";$', re.MULTILINE)
FAR = re.compile(rf'^import {NAMES} from "(?P<far>[\w-]+/[\w-]+)"$', re.MULTILINE)
ALL_FAR = re.compile(r'^import \* as (?P<name>[\w$]+) from "(?P<far>[\w-]+/[\w-]+)"$', re.MULTILINE)
EXPORT = re.compile(r"^export const (?P<name>[\w$]+)\b", re.MULTILINE)
LATER = re.compile(r'\bimport\("(?P<near>\./[\w/]+\.js)"\)')
UNKNOWN = re.compile(
    r"^\s*import\b(?!\().*|^\s*export\b.*|\bimport\.meta\b|\bimport\((?!\"\./[\w/]+\.js\"\)).*"
    r"|^(?:const [^=]+=\s*|let [^=]+=\s*)?await\b.*",  # only a module of its own may wait for something
    re.MULTILINE,
)
COMMENT = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
# After it stands nothing that could close a text or an expression which it is part of.
NOTE = re.compile(r"""[ \t]+//[^\n"'`/]*$""", re.MULTILINE)
BLANK = re.compile(r"\n\s*")
Read = Callable[[str], str]


class CannotBundle(Exception):
    """Says which module, and why."""


class Bundle:
    def __init__(self, entry: str, read: Read) -> None:
        self.entry = entry
        self.sources: dict[str, str] = {}  # by the names of the modules, in the order in which they run
        self._take(entry, read, ())
        later = {_beside(name, each["near"]) for name, text in self.sources.items() for each in LATER.finditer(text)}
        if twice := set(fetched_later(later, read)) & set(self.sources):
            raise CannotBundle(f"{entry}: what is fetched later brings {', '.join(sorted(twice))} a second time")

    def _take(self, name: str, read: Read, above: tuple[str, ...]) -> None:
        if name in above:
            raise CannotBundle(f"{name} imports itself, by way of {', '.join(above)}")
        if name in self.sources:
            return
        source = read(name)
        for other in _imported(name, source):
            self._take(other, read, (*above, name))
        self.sources[name] = source

    def text(self) -> str:
        found = (
            each for source in self.sources.values() for pattern in (FAR, ALL_FAR) for each in pattern.finditer(source)
        )
        far = {each["far"] for each in found}
        outside = {name: f"far{number}" for number, name in enumerate(sorted(far))}
        head = [f'import * as {short} from "{name}"' for name, short in outside.items()]
        parts = [self._part(name, outside) for name in self.sources if name != self.entry]
        return BLANK.sub("\n", "\n".join([*head, *parts, self._entry(outside)])).strip() + "\n"

    def _part(self, name: str, outside: dict[str, str]) -> str:
        source = self.sources[name]
        if AGAIN.search(source):
            raise CannotBundle(f"{name}: only the first module of a bundle passes on what others export")
        body = EXPORT.sub(r"const \g<name>", self._body(name, outside))
        return f"const {self._short(name)} = (() => {{\n{body}\nreturn {{ {', '.join(_exported(source))} }}\n}})();"

    def _entry(self, outside: dict[str, str]) -> str:
        body = self._body(self.entry, outside)
        return AGAIN.sub(lambda match: f"export {self._unpacked(match, self.entry)}", body)

    def _body(self, name: str, outside: dict[str, str]) -> str:
        lean = _lean(name, self.sources[name])
        lean = NEAR.sub(lambda match: self._unpacked(match, name) if match["names"] else "", lean)
        lean = ALL_FAR.sub(lambda match: f"const {match['name']} = {outside[match['far']]};", lean)
        return FAR.sub(lambda match: f"const {{ {_renamed(match['names'])} }} = {outside[match['far']]};", lean)

    def _unpacked(self, match: re.Match[str], name: str) -> str:
        other = _beside(name, match["near"])
        wanted = {each.split()[0] for each in match["names"].split(",") if each.strip()}
        if missing := wanted - set(_exported(self.sources[other])):
            raise CannotBundle(f"{name}: {other} does not export {', '.join(sorted(missing))}")
        return f"const {{ {_renamed(match['names'])} }} = {self._short(other)};"

    def _short(self, name: str) -> str:
        return f"of{list(self.sources).index(name)}"


def fetched_later(names: Iterable[str], read: Read) -> dict[str, str]:
    """The modules with all that they import, at once or later, and their sources."""
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = read(name)
            waiting += [
                *_imported(name, found[name]),
                *(_beside(name, each["near"]) for each in LATER.finditer(found[name])),
            ]
    return found


def _imported(name: str, source: str) -> Iterator[str]:
    """As they stand in it: in that order they run."""
    found = [each for pattern in (NEAR, AGAIN) for each in pattern.finditer(source)]
    yield from (_beside(name, each["near"]) for each in sorted(found, key=re.Match.start))


def _exported(source: str) -> list[str]:
    return [each["name"] for each in EXPORT.finditer(source)]


def _lean(name: str, source: str) -> str:
    """Without comments and indents, which is safe where no text goes over several lines."""
    bare = NOTE.sub("", COMMENT.sub("", source))
    if "/*" in bare or any(line.count("`") % 2 for line in bare.splitlines()):
        raise CannotBundle(f"{name}: comments in /* */, and texts over several lines, cannot be told from the rest")
    rest = bare
    for known in (NEAR, AGAIN, FAR, ALL_FAR, EXPORT):
        rest = known.sub("", rest)
    if unknown := UNKNOWN.search(rest):
        raise CannotBundle(f"{name}: cannot join “{unknown[0].strip()}”")
    return BLANK.sub("\n", bare)


def _renamed(names: str) -> str:
    return ", ".join(" ".join(each.split()).replace(" as ", ": ") for each in names.split(",") if each.strip())


def _beside(name: str, near: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), near))
