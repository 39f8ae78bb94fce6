import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from newsroom.models import Site


def test_site_can_be_installed(client: Client, db):
    Site.objects.update_or_create(pk=1, defaults={"name": "The Ledger", "description": "News of the county"})
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (told["name"], told["description"]) == ("The Ledger", "News of the county")
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert told["categories"] == ["news"]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path
        if icon["sizes"] != "any":
            with Image.open(str(path)) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
    assert all(client.get(shortcut["url"]).status_code == 200 for shortcut in told["shortcuts"])


def test_icon_is_found_by_those_who_read_no_page(client: Client, db):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.ico")
    assert "max-age" in response["Cache-Control"]
    with Image.open(str(finders.find("img/favicon.ico"))) as icon:
        assert (48, 48) in icon.info["sizes"]


@pytest.mark.parametrize("address", ["/manifest.webmanifest", "/favicon.ico", "/robots.txt"])
def test_machines_refuse_to_be_posted_to(address: str, client: Client, db):
    assert client.post(address).status_code == 405
