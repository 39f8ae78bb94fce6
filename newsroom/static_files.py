"""Static files as readers get them: names with a hash, one stylesheet, modules that import each other by those names.

There is no build step: in development the same files are served as they lie in static/. What differs here is made by
`collectstatic`.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from newsroom.script_bundles import Bundle, CannotBundle

# Each of them is @import lines and little else; readers get the files it names as one.
BUNDLES = ("css/site.css", "css/account.css")
# Each of them is a module and all that it imports, which no other of them does.
SCRIPTS = ("js/desk/editor.js", "js/desk/body.js", "js/desk/preview_pane.js")
IMPORT = re.compile(r'@import "([^"]+)";')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s*")
Paths = dict[str, tuple[Storage, str]]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # Django rewrites the imports of ES modules for all files or none. Only ours are written for it: every import is
    # relative and ends with a semicolon (tests/newsroom/test_static_files.py).
    patterns = (
        *HashedFilesMixin.patterns,
        ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),  # type: ignore[attr-defined]  # untyped
    )

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        bundles = InMemoryStorage()
        made = {} if dry_run else {name: bundled(name, paths) for name in BUNDLES if name in paths} | joined(paths)
        for name, text in made.items():
            bundles.save(name, ContentFile(text.encode()))
            paths[name] = (bundles, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def bundled(name: str, paths: Paths) -> str:
    """The stylesheet with every file it imports in its place, without comments and indents.

    Raises KeyError for a file that is not there. Addresses in the parts must not be relative to another folder than
    the bundle's: whatever says url() lies beside it.
    """

    def part(match: re.Match[str]) -> str:
        return _read(posixpath.normpath(posixpath.join(posixpath.dirname(name), match.group(1))), paths)

    return INDENT.sub("\n", COMMENT.sub("", IMPORT.sub(part, _read(name, paths))))


def joined(paths: Paths) -> dict[str, str]:
    """The scripts that are sent as one file. Raises CannotBundle."""
    found = [Bundle(name, lambda each: _read(each, paths)) for name in SCRIPTS if name in paths]
    taken: dict[str, str] = {}
    for bundle in found:
        if twice := set(bundle.sources) & set(taken):
            raise CannotBundle(f"{bundle.entry} and {taken[twice.pop()]} have modules in common")
        taken |= dict.fromkeys(bundle.sources, bundle.entry)
    return {bundle.entry: bundle.text() for bundle in found}


def _read(name: str, paths: Paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
