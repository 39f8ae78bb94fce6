from pathlib import Path

import pytest

from articles.models import Article, MediaFile, Picture
from newsroom import safe_fetch
from newsroom.safe_fetch import Fetched, Refused
from tests.newsroom.wordpress.export import SITE, attachment, post
from tests.pictures import drawn


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    (folder / "2021/03").mkdir(parents=True)
    (folder / "2021/03/ferry.jpg").write_bytes(drawn((64, 48)))
    (folder / "2021/03/song.mp3").write_bytes(b"la la")
    (folder / "2021/03/fake.jpg").write_bytes(b"<html>")
    (tmp_path / "secret.jpg").write_bytes(drawn())
    (folder / "2021/03/link.jpg").symlink_to(tmp_path / "secret.jpg")
    return folder


SHOWS = post(10, name="shows", content=f'<img src="{SITE}/wp-content/uploads/2021/03/ferry-300x200.jpg" alt="">')


def test_files_come_from_the_folder_in_a_later_run_too(bring, uploads: Path):
    parts = (SHOWS, attachment(11), attachment(12, "2021/03/song.mp3", name="song"))
    bring(*parts)
    assert not Picture.objects.get().original
    came = bring(*parts, media_dir=uploads)
    picture, song = Picture.objects.get(), MediaFile.objects.get()
    assert (picture.width, picture.height) == (64, 48)
    assert picture.renditions.exists()
    assert (song.media_type, song.size) == ("audio/mpeg", 5)
    assert came.files == {"stored": 2}
    assert bring(*parts, media_dir=uploads).changes == 0


@pytest.mark.parametrize(
    "path",
    [
        "2021/03/link.jpg",
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "2021/../../secret.jpg",
        "2021/03/fake.jpg",
        "2021/03",
        "gone.jpg",
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_folder_is_taken(bring, uploads: Path, path: str):
    came = bring(attachment(11, path), media_dir=uploads)
    assert came.files == {"missing": 1}
    assert came.says("A file could not be had")
    assert not Picture.objects.exclude(original="").exists()
    assert not MediaFile.objects.exclude(file="").exists()


def answers(monkeypatch, content: bytes, content_type: str) -> list[str]:
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(url, content_type, content)

    monkeypatch.setattr(safe_fetch, "fetch", fetch)
    return asked


def test_files_are_fetched_from_the_old_site(bring, monkeypatch):
    asked = answers(monkeypatch, drawn(), "image/png")
    outside = post(10, content='<img src="https://elsewhere.example/a.png" alt="">')
    bring(outside, attachment(11), fetches_media=True)
    assert asked == [f"{SITE}/wp-content/uploads/2021/03/ferry.jpg", "https://elsewhere.example/a.png"]
    assert Picture.objects.exclude(original="").count() == 2
    assert Article.objects.get().body_pictures.count() == 1


@pytest.mark.parametrize(
    ("content", "kind"), [(b"<html>", "text/html"), (b"<html>", "image/png"), (b"<svg/>", "image/svg+xml")]
)
def test_what_is_no_picture_is_not_kept(bring, monkeypatch, content: bytes, kind: str):
    answers(monkeypatch, content, kind)
    came = bring(attachment(11), fetches_media=True)
    assert came.files == {"missing": 1}
    assert not Picture.objects.exclude(original="").exists()


def test_a_refusal_is_told_and_stops_nothing(bring, monkeypatch):
    def refuse(url: str) -> Fetched:
        raise Refused("The address leads into a network that is not public.")

    monkeypatch.setattr(safe_fetch, "fetch", refuse)
    came = bring(attachment(11), SHOWS, fetches_media=True)
    assert came.says("not public")
    assert Article.objects.count() == 1


def test_nothing_is_fetched_unasked(bring, monkeypatch):
    asked = answers(monkeypatch, drawn(), "image/png")
    bring(attachment(11), SHOWS)
    assert asked == []
