"""Broken, hostile and foreign files: each gets one clear line, and leaves nothing behind."""

import gzip
import os
import resource
import tempfile
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from newsroom.models import ImportedSite
from newsroom.wordpress.importing import Import, Options
from tests.newsroom.wordpress.export import HEAD, SITE, TAIL, comment, export, post, written

DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE rss [{}]>\n'
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BODY = export(post(11)).partition("?>")[2]


def refused(path: Path) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("import_wordpress", path)
    assert not Article.objects.exists()
    assert not ImportedSite.objects.exists()
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"hello", "broken at line 1"),
        (b"<html><body>x</body></html>", "not a WordPress export"),
        (b"<rss><channel><item><title>x</title></item></channel></rss>", "not a WordPress export"),
        (gzip.compress(BODY.encode()), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (export(post(11)).replace(TAIL, "").encode(), "broken at line"),
        (export(post(11), "<b></c>", post(12)).encode(), "broken at line"),
        (export(post(11)).replace("UTF-8", "x-klingon").encode(), "x-klingon"),
        (export(post(11, "ж")).replace("UTF-8", "ascii").encode(), "not written in ascii"),
        ((export().replace(TAIL, "") + "<a>" * 100_000).encode(), "nested"),
        ((DOCTYPE.format(LAUGHS) + BODY.replace("It is back.", "&i;")).encode(), "document type"),
        ((DOCTYPE.format(f'<!ENTITY x "{"y" * 100_000}">') + BODY).encode(), "document type"),
        ((DOCTYPE.format('<!ENTITY x SYSTEM "file:///etc/passwd">') + BODY).encode(), "document type"),
        (('<?xml version="1.0"?><!DOCTYPE rss>' + BODY).encode(), "document type"),
        (('<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + BODY).encode(), "document type"),
    ],
)
def test_an_unreadable_file_is_refused_in_one_line(db, tmp_path: Path, content: bytes, message: str):
    path = tmp_path / "export.xml"
    path.write_bytes(content)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert message in refused(path)
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


def test_a_folder_and_a_missing_file_are_refused(db, tmp_path: Path):
    assert "folder" in refused(tmp_path)
    assert "cannot be read" in refused(tmp_path / "missing.xml")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_is_read(bring, scheme: str, version: str):
    bring(post(11), scheme=scheme, version=version)
    assert Article.objects.get().headline == "Ferry returns"


def test_control_characters_are_left_out_and_counted(bring, tmp_path: Path):
    path = tmp_path / "export.xml"
    path.write_bytes(export(post(11, "Fe@rry", "Ba\x0bck&#8;")).replace("@", "\x01\x00").encode())
    came = bring(path=path)
    assert (Article.objects.get().headline, Article.objects.get().body) == ("Ferry", "<p>Back</p>")
    assert came.reasons["Control characters that XML forbids were left out of the file"] == (1, ["4 characters"])


def test_windows_bytes_in_a_file_that_says_utf_8_are_read_and_told(bring, tmp_path: Path):
    path = tmp_path / "export.xml"
    path.write_bytes(export(post(11, "Café “é”")).encode().replace("“".encode(), b"\x93"))
    came = bring(path=path)
    assert Article.objects.get().headline == "Café “é”"
    assert came.says("Windows-1252")


def test_another_encoding_is_read(bring, tmp_path: Path):
    path = tmp_path / "export.xml"
    path.write_bytes(export(post(11, "Café")).replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    bring(path=path)
    assert Article.objects.get().headline == "Café"


def test_the_second_of_two_with_the_same_number_is_skipped_and_told(bring):
    came = bring(post(11, "One", comments=[comment(1)]), post(11, "Two"), post(12, comments=[comment(1)]), post(0x13))
    assert came.counts["post"] == {"skipped": 1, "carried": 3}
    assert came.counts["comment"] == {"skipped": 1, "carried": 1}
    assert came.says("An item before it has the same id")


def test_enormous_fields_are_skipped_and_told(bring, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("newsroom.wordpress.wxr.MAX_FIELD", 50_000)
    came = bring(post(11, content="x" * 60_000), post(12, name="small"))
    assert [article.slug for article in Article.objects.all()] == ["small"]
    assert came.says("Larger than any text can be")


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 100_000,
        "<span>" * 50_000,
        "<!--" * 50_000,
        "[caption]" * 50_000,
        "<a " * 50_000,
        "<pre>" * 20_000,
        "[gallery " * 20_000,
    ],
)
def test_hostile_texts_take_no_minutes(bring, content: str):
    started = time.monotonic()
    bring(post(11, content, content + "end", excerpt=content, comments=[comment(1, content + "end")]))
    assert time.monotonic() - started < 5
    assert Article.objects.count() == 1


def test_repaired_and_given_again_it_is_imported(db, bring, tmp_path: Path):
    broken = tmp_path / "export.xml"
    broken.write_text(HEAD.format(site=SITE, scheme="http", version="1.2") + post(11) + "<item><oops></item>")
    refused(broken)
    bring(path=written(broken, post(11), post(12)))
    assert Article.objects.count() == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(db, tmp_path: Path):
    path = written(tmp_path / "export.xml", post(11))
    path.chmod(0)
    assert "cannot be read" in refused(path)


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b"\r\n \xef\xbb\xbf\n"])
def test_what_stands_before_the_declaration_is_passed_over(bring, tmp_path: Path, before: bytes):
    path = tmp_path / "export.xml"
    path.write_bytes(before + export(post(11)).encode())
    assert bring(path=path).counts["post"] == {"carried": 1}


def test_an_address_of_the_site_that_is_none_is_one_line(db, tmp_path: Path):
    path = written(tmp_path / "export.xml", post(11), site="http://[::1")
    with pytest.raises(CommandError, match=r"address of the site in the file is none: http://\[::1\."):
        call_command("import_wordpress", path)


def test_what_killed_runs_left_behind_is_cleared_a_day_later(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, age in (("newsroom-import-old", 2), ("newsroom-import-new", 0), ("other", 2)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "import.sqlite3").touch()
        for path in (folder / "import.sqlite3", folder):
            os.utime(path, (time.time() - age * 86_400,) * 2)
    with Import(Options(tmp_path / "export.xml")):
        made = {path.name for path in tmp_path.iterdir()} - {"newsroom-import-new", "other"}
        assert [(tmp_path / name).stat().st_mode & 0o777 for name in made] == [0o700]
    assert {path.name for path in tmp_path.iterdir()} == {"newsroom-import-new", "other"}
