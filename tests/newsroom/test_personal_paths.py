"""Everything that fetches, keeps or lists pages knows which of them are personal."""

import re
from pathlib import Path

import pytest
from django.test import Client

from accounts.middleware import PERSONAL

WORKER = Path(__file__).parents[2] / "static/js/service_worker.js"


@pytest.mark.parametrize("path", PERSONAL)
def test_nobody_fetches_or_keeps_them(client: Client, db, path):
    assert f"Disallow: {path}" in client.get("/robots.txt").text.splitlines()
    assert f"{path}*" in client.get("/speculation-rules.json").text
    passing = re.search(r"const PASSING = /(.+)/\n", WORKER.read_text())
    assert passing
    assert re.match(passing[1].replace("\\/", "/"), path)
