"""The one script inside the page: it applies the reader's own choices before anything is painted.

A nonce would make every page a different one; a hash of what never changes lets all readers share the same bytes.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

SCRIPT = (Path(__file__).resolve().parent.parent / "templates" / "newsroom" / "first_paint.js").read_bytes()
CSP_HASH = f"'sha256-{b64encode(sha256(SCRIPT).digest()).decode()}'"
