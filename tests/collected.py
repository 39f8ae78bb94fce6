"""Static files as they are sent in production: collected, hashed and compressed."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static_files.HashedStaticFiles"},
}


def collect(folder: Path, **settings: Any) -> Path:
    with override_settings(STATIC_ROOT=folder, STORAGES=STORAGES, **settings):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder
