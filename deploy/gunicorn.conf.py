"""How gunicorn serves the site; `manage.py serve` and deployments use the same file."""

import os
import re
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

_host, _port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads keep connections alive between requests; sync workers close them. Many of them only wait: comments that one
# account sends at once are taken one after the other, and meanwhile there must be threads left for readers. Each keeps
# a connection to the database.
worker_class = "gthread"
threads = 12
keepalive = 30
timeout = 60
graceful_timeout = 10
max_requests, max_requests_jitter = 20_000, 2_000
preload_app = True
# Two instances of one user would fight over the default socket in the home directory.
control_socket_disable = True
# A heartbeat file on a slow disk can stall a worker until it is taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # memory, not a shared folder for files


class logger_class(Logger):  # noqa: N801  # gunicorn's own name for it
    """Where somebody asks for an access log: without what opens the text of a preview link to whoever reads it."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        said = super().atoms(*args)
        return {
            key: re.sub(r"(?i)(/preview/)[^/?\s]+", r"\1…", word) if isinstance(word, str) else word
            for key, word in said.items()
        }
