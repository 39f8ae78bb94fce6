"""What is waiting is made in turn, whatever fails: pictures, storages and workers."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError
from django.utils import timezone
from django_q.exceptions import TimeoutException
from PIL import Image

from articles import crops, encoding, keeping, making, renditions
from articles.models import Picture
from tests.articles.test_renditions import stored_files
from tests.pictures import drawn, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def pictures() -> list[Picture]:
    return [stored((40 + number, 30)) for number in range(3)]


@pytest.fixture
def order(monkeypatch) -> list[tuple[int, str]]:
    """Which formats of which picture were made, in turn."""
    made = []
    monkeypatch.setattr(making, "keep", Mock(side_effect=lambda *args, **kwargs: note(*args, **kwargs)))

    def note(picture, files, **options):
        made.append((picture.pk, files[0][0].format))
        keeping.keep(picture, files, **options)

    return made


def waiting() -> set[int]:
    return set(Picture.objects.awaiting_renditions().values_list("pk", flat=True))


def keys(pictures: list[Picture]) -> list[int]:
    return [picture.pk for picture in pictures]


def test_webp_of_all_comes_before_the_rest_and_the_newest_first(pictures, order):
    making.make_waiting()
    newest_first = keys(pictures)[::-1]
    assert order == [(pk, "webp") for pk in newest_first] + [(pk, "avif") for pk in newest_first]
    assert not waiting()


@pytest.mark.parametrize("error", [OSError("disk full"), OperationalError("database is locked")])
def test_short_failure_of_the_storage_loses_nothing(pictures, monkeypatch, caplog, error: Exception):
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", Mock(side_effect=error))
        for _ in range(making.MOST_ATTEMPTS + 2):
            making.make_waiting()
    assert waiting() == set(keys(pictures))
    assert len(caplog.records) == making.MOST_ATTEMPTS + 2  # once each time, not once for each picture
    making.make_waiting()
    assert not waiting()


def test_unreadable_storage_is_no_missing_file(pictures, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_open", Mock(side_effect=ConnectionError))
        making.make_waiting()
    assert waiting() == set(keys(pictures))


def test_damaged_original_is_given_up_at_once_and_told(pictures, caplog):
    newest = pictures[-1]
    with newest.original.storage.open(newest.original.name, "wb") as file:
        file.write(b"GIF89a")
    making.make_waiting()
    assert f"picture {newest.pk}" in caplog.text
    assert not waiting()
    assert [making.lacking(picture) == [] for picture in pictures] == [True, True, False]


def test_picture_that_cannot_be_encoded_is_given_up(pictures, monkeypatch):
    monkeypatch.setattr(Image.Image, "save", Mock(side_effect=OSError("encoder error -2")))
    making.make_waiting()
    assert not waiting()


def test_what_kills_the_worker_comes_last_and_is_given_up_in_the_end(pictures, monkeypatch, caplog):
    killer = pictures[-1]
    upright = encoding.upright

    def dies(image):
        if image.size == (killer.width, killer.height):
            raise TimeoutException
        return upright(image)

    monkeypatch.setattr(encoding, "upright", dies)
    for attempt in range(1, making.MOST_ATTEMPTS + 1):
        with pytest.raises(TimeoutException):
            making.make_waiting()
        killer.refresh_from_db()
        assert killer.making_attempts == attempt
    assert waiting() == {killer.pk}
    making.make_waiting()
    assert not waiting()
    assert f"picture {killer.pk}" in caplog.text


def test_another_file_is_tried_anew(pictures):
    Picture.objects.filter(pk=pictures[0].pk).update(making_attempts=3, making_tried_at=timezone.now())
    picture = renditions.store_original(Picture.objects.get(pk=pictures[0].pk), drawn((50, 60)))
    picture.refresh_from_db()
    assert (picture.making_attempts, picture.making_tried_at) == (0, None)


def test_two_do_not_run_beside_each_other(pictures):
    cache.add(making.CLAIM, "taken", 60)
    making.make_waiting()
    assert waiting() == set(keys(pictures))
    cache.delete(making.CLAIM)
    making.make_waiting()
    assert not waiting()
    assert cache.get(making.CLAIM) is None


def test_slice_ends_by_the_clock(pictures, monkeypatch):
    monkeypatch.setattr(making, "SLICE", -1)
    making.make_waiting()
    assert waiting() == set(keys(pictures))


def test_what_another_has_taken_meanwhile_is_left_to_it(pictures, order):
    stale = Picture.objects.get(pk=pictures[0].pk)
    Picture.objects.filter(pk=stale.pk).update(making_attempts=1, making_tried_at=timezone.now() - timedelta(hours=1))
    assert making.make_next(stale)
    assert order == []


def test_tried_in_vain_comes_after_everything_else(pictures):
    Picture.objects.filter(pk=pictures[2].pk).update(making_tried_at=timezone.now())
    first, second, third = pictures
    assert list(Picture.objects.awaiting_renditions()) == [second, first, third]


def test_no_two_files_share_a_name(pictures, monkeypatch):
    """As in a storage that overwrites, or where two ask at once whether a name is free."""
    monkeypatch.setattr(FileSystemStorage, "get_available_name", lambda self, name, max_length=None: name)
    twin = stored((40, 30), "navy")
    Picture.objects.filter(pk=twin.pk).update(content_hash=pictures[0].content_hash)
    making.make_waiting()
    names = [row.file.name for picture in Picture.objects.all() for row in picture.renditions.all()]
    assert len(set(names)) == len(names)


def test_making_anew_deletes_only_what_was_before(pictures, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(FileSystemStorage, "get_available_name", lambda self, name, max_length=None: name)
    with django_capture_on_commit_callbacks(execute=True):
        making.make_all(pictures[0])
        making.make_all(pictures[0], anew=True)
    kept = {row.file.name for row in pictures[0].renditions.all()}
    assert kept <= set(stored_files())


def test_files_of_what_cannot_be_entered_are_deleted(pictures, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(keeping, "is_unchanged", Mock(side_effect=OperationalError))
    making.make_waiting()
    assert sorted(stored_files()) == sorted(before)


def test_widths_of_before_are_dropped(pictures, django_capture_on_commit_callbacks):
    picture = pictures[0]
    old = crops.Spec("free", "free-33.webp", crops.Size(33, 20), "webp")
    keeping.keep(picture, [(old, b"RIFF")])
    row = picture.renditions.get(name=old.name)
    with django_capture_on_commit_callbacks(execute=True):
        making.make_waiting()
    assert not picture.renditions.filter(name=old.name).exists()
    assert row.file.name not in stored_files()
