"""Told by `manage.py check --deploy`: settings that work, but not as they should."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(deploy=True)
def uploads_are_not_overwritten(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Of the storages people use only those of S3 write over a file of the same name unless told otherwise."""
    storage = settings.STORAGES["default"]
    if ".s3" not in storage["BACKEND"].lower() or storage.get("OPTIONS", {}).get("file_overwrite") is False:
        return []
    return [
        checks.Warning(
            "Uploads may overwrite each other: the storage writes over a file that has the same name.",
            hint='Set "file_overwrite": false in STORAGE_OPTIONS.',
            id="newsroom.W001",
        )
    ]


@checks.register(deploy=True)
def mails_reach_people(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """The console of the worker is a log: who reads it could sign in with the codes, and nobody else."""
    if not settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return []
    return [
        checks.Warning(
            "Mails are written to the worker's console, with codes to sign in, and reach nobody.",
            hint="Set EMAIL_URL=smtp+tls://…, or EMAIL_BACKEND and ANYMAIL.",
            id="newsroom.W002",
        )
    ]
