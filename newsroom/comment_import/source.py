"""The text of an export file, unpacked on the way where it is compressed."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from newsroom.wordpress.decoding import Decoded, Unreadable

GZIP = b"\x1f\x8b"


class Source(Decoded):
    """Raises Unreadable, also when a compressed file ends too early."""

    def __init__(self, path: Path) -> None:
        try:
            super().__init__(path)
        except (EOFError, zlib.error) as error:
            raise _damaged(error) from error

    def opened(self) -> BinaryIO:
        file = self.path.open("rb")
        is_packed = file.read(2) == GZIP
        file.seek(0)
        self._raw: BinaryIO = file
        if not is_packed:
            return file
        file.close()
        packed = gzip.GzipFile(self.path)
        self._raw = cast(BinaryIO, packed.fileobj)
        return cast(BinaryIO, packed)

    def __iter__(self) -> Iterator[str]:
        try:
            yield from super().__iter__()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _damaged(error) from error

    @property
    def done(self) -> int:
        """How many bytes of the file, as it lies there, were read."""
        return self.size if self._raw.closed else self._raw.tell()


def _damaged(error: Exception) -> Unreadable:
    return Unreadable(_("The compressed file is damaged or was cut off: %s.") % str(error)[:200])
