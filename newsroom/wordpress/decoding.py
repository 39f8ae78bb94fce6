"""Turning the bytes of an export into text that an XML parser takes, and saying what had to be changed for it."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

CHUNK = 128 * 1024
# What XML 1.0 forbids, written out or as a reference; WordPress writes whatever its database holds.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FORBIDDEN_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
HALF_REFERENCE = re.compile(r"&[#\w]{0,12}\Z")
DECLARED = re.compile(rb"""\A(?:\s|\xef\xbb\xbf)*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
SIGNATURES = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"SQLite format 3": "SQLite",
    b"%PDF": "PDF",
}
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """The file cannot be imported; the message is one sentence for whoever gave it to us."""


class Decoded:
    """The text of a file in pieces, from the beginning each time it is iterated over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stripped = self.guessed_bytes = self.bytes_read = 0
        try:
            if path.is_dir():
                raise Unreadable(_("%s is a folder, not an export file.") % path)
            self.size = path.stat().st_size
            with self.opened() as file:
                self._start = file.read(1024)
        except OSError as error:
            raise Unreadable(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from error
        self.encoding = self._encoding()

    def opened(self) -> BinaryIO:
        return self.path.open("rb")

    def _encoding(self) -> str:
        if not self._start.strip():
            raise Unreadable(_("The file is empty."))
        for signature, name in SIGNATURES.items():
            if self._start.startswith(signature):
                raise Unreadable(_("This is a %s file. Unpack it first; the export is the .xml file in it.") % name)
        if self._start.startswith(UTF_16_MARKS):
            return "utf-16"
        declared = DECLARED.match(self._start.removeprefix(codecs.BOM_UTF8))
        name = declared.group(1).decode("ascii") if declared else "utf-8"
        try:
            found = codecs.lookup(name)
            "".encode(found.name)
        except LookupError as error:
            raise Unreadable(_("The file says it is written in “%s”, which is unknown here.") % name) from error
        return "utf-8-sig" if found.name == "utf-8" else found.name

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding)(self._errors())
        self.bytes_read, kept, has_begun = 0, "", False
        with self.opened() as file:
            while chunk := file.read(CHUNK):
                self.bytes_read += len(chunk)
                try:
                    text = kept + decoder.decode(chunk)
                except UnicodeError as error:
                    raise Unreadable(_("The file is not written in %s as it says.") % self.encoding) from error
                if not has_begun:
                    # Plug-ins that print blank lines print them into exports too; XML allows none before <?xml.
                    text = text.lstrip("\ufeff \t\r\n")
                    has_begun = bool(text)
                half = HALF_REFERENCE.search(text, max(0, len(text) - 16))
                kept = text[half.start() :] if half else ""
                yield self._strip(text[: half.start()] if half else text)
        yield self._strip(kept + decoder.decode(b"", final=True))

    def _errors(self) -> str:
        if self.encoding != "utf-8-sig":
            return "strict"

        def guess(error: UnicodeError) -> tuple[str, int]:
            # Databases converted by halves leave Windows-1252 bytes in files that say UTF-8.
            if not isinstance(error, UnicodeDecodeError):
                raise error
            wrong = error.object[error.start : error.end]
            self.guessed_bytes += len(wrong)
            return wrong.decode("cp1252", "replace"), error.end

        name = f"newsroom-guess-{id(self)}"
        codecs.register_error(name, guess)
        return name

    def _strip(self, text: str) -> str:
        text, count = FORBIDDEN.subn("", text)
        if "&#" in text:
            text, more = FORBIDDEN_REFERENCE.subn("", text)
            count += more
        self.stripped += count
        return text
