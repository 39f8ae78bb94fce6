"""How gunicorn serves the site; `manage.py serve` and deployments use the same file."""

import gc
import os
from pathlib import Path
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger

from newsroom.log_filter import SECRETS, WithoutSecrets

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


def when_ready(server: Arbiter) -> None:
    """Before there are workers. What is loaded by now stays: were it looked through for garbage again and again, one
    request in some dozens would take 0.1 s longer. And workers share the memory of what none of them touches."""
    from django.urls import get_resolver

    list(get_resolver().url_patterns)  # loads all views, which the first request of each worker would else wait for
    gc.collect()
    gc.freeze()


class logger_class(Logger):  # noqa: N801  # gunicorn's own name for it
    """Of requests, and of what went wrong with them: without what opens the text of a preview link to its reader."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.addFilter(WithoutSecrets())

    def atoms(self, *args: Any) -> dict[str, Any]:
        said = super().atoms(*args)
        return {key: SECRETS.sub(r"\1…", word) if isinstance(word, str) else word for key, word in said.items()}
