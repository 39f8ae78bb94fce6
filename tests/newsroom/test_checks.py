import pytest

from newsroom.checks import uploads_are_not_overwritten

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
