"""Keeps out of the logs what opens something to whoever reads it."""

import logging
import re

SECRETS = re.compile(r"(/preview/)[\w%-]+", re.IGNORECASE)


class WithoutSecrets(logging.Filter):
    """The address of a preview link is all that its reader needs."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if (shown := SECRETS.sub(r"\1…", said)) != said:
            record.msg, record.args = shown, ()
        return True
