import pytest

from newsroom.checks import mails_reach_people, uploads_are_not_overwritten

S3 = "storages.backends.s3.S3Storage"


@pytest.mark.parametrize(
    ("backend", "options", "told"),
    [
        (S3, {"bucket_name": "newsroom"}, ["newsroom.W001"]),
        (S3, {"file_overwrite": True}, ["newsroom.W001"]),
        (S3, {"file_overwrite": False}, []),
        ("django.core.files.storage.FileSystemStorage", {}, []),
    ],
)
def test_storage_that_overwrites_uploads_is_told(settings, backend: str, options: dict, told: list[str]):
    settings.STORAGES = {"default": {"BACKEND": backend, "OPTIONS": options}}
    assert [message.id for message in uploads_are_not_overwritten(None)] == told


@pytest.mark.parametrize(("kind", "told"), [("console", ["newsroom.W002"]), ("smtp", [])])
def test_mails_that_reach_nobody_are_told(settings, kind: str, told: list[str]):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"
    assert [message.id for message in mails_reach_people(None)] == told
