"""Keeps out of the logs what opens something to whoever reads it."""

import logging
import re

SECRETS = re.compile(r"""(/preview/)[^/?\s"']+""", re.IGNORECASE)


class WithoutSecrets(logging.Filter):
    """The address of a preview link is all that its reader needs."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            said = record.getMessage()
        except Exception:  # wrong arguments: whoever writes it says so, and stops nobody
            return True
        if (shown := SECRETS.sub(r"\1…", said)) != said:
            record.msg, record.args = shown, ()
        return True
