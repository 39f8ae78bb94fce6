"""nginx with deploy/nginx.conf before a served site: the cache that all readers share."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.attacks.stage import ROOT, end, free_port, wait_for

AROUND = """
{user}
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/newsroom.conf;
}}
"""


@contextmanager
def before(site_port: int, folder: Path, kept: str = "proxy_cache_valid 200 1h;") -> Iterator[int]:
    """Yields the port that nginx listens at, until it is ended. What is kept, is kept for longer than a test."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        if os.environ.get("CI") == "true":
            pytest.fail("nginx is not installed; .ci/run should have done so.")
        pytest.skip("nginx is not installed: sudo apt-get install nginx-light")
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "newsroom.conf").write_text(moved(folder, port, site_port, kept))
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]
    with (folder / "log").open("wb") as log:
        nginx = subprocess.Popen(
            [*command, "-g", "daemon off;"], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        wait_for(port, nginx, folder / "log")
        yield port
    finally:
        end(nginx)


def moved(folder: Path, port: int, site_port: int, kept: str) -> str:
    """The example, listening here without TLS as if there were some."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for found, instead in (
        (r"/var/cache/nginx/newsroom", f"{folder}/cache"),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site_port}"),
        (r"server \{\s+listen 80;[^}]*\}", ""),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        (r"server_name news\.example;\n    ssl_certificate [^;]*;\n    ssl_certificate_key [^;]*;", "server_name _;"),
        (r"X-Forwarded-Proto \$scheme;", "X-Forwarded-Proto https;"),
        (r"/var/log/nginx", str(folder)),
        (r"/srv/newsroom/var/nothing-old", str(folder / "nothing-old")),
        (r"proxy_cache_valid 200 404 410 1s;", kept),
    ):
        text, count = re.subn(found, instead, text)
        assert count == 1 + ("proxy_cache_valid" in found), f"{found} is {count} times in deploy/nginx.conf"
    return text
