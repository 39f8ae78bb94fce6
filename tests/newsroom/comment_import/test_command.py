import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from comments.models import Comment
from tests.newsroom.comment_import.exports import SITE, disqus, post, thread


@pytest.fixture
def export(tmp_path: Path, bridge: Article) -> Path:
    path = tmp_path / "export.xml"
    threads = thread(1, f"{SITE}/?p=12"), thread(2, f"{SITE}/unknown/")
    path.write_text(disqus(*threads, post(1, 1), post(2, 1, spam=True), post(3, 2)))
    return path


def test_the_command_imports_and_accounts_for_everything(export: Path, tmp_path: Path):
    said = StringIO()
    report, unmatched = tmp_path / "report.json", tmp_path / "unmatched.csv"
    call_command("import_comments", export, "--from=disqus", report=report, unmatched=unmatched, stdout=said)
    assert said.getvalue().splitlines() == [
        "In the file: 3 comments in 2 threads.",
        "Their state here: Approved 1, Spam 1.",
        "comment: 2 carried over, 1 skipped",
        "No article has or had its address",
        f"    line 12: {SITE}/unknown/ (comments: 1)",
        "Done.",
    ]
    written = json.loads(report.read_text())
    assert (written["read"], written["statuses"]) == (3, {"approved": 1, "spam": 1})
    assert unmatched.read_text("utf-8-sig").splitlines()[1] == f"{SITE}/unknown/,,1,Talk 2"


def test_a_dry_run_says_that_it_was_one(export: Path):
    said = StringIO()
    call_command("import_comments", export, "--from=disqus", "--dry-run", stdout=said)
    assert said.getvalue().splitlines()[-1] == "This was a dry run: nothing was written."
    assert not Comment.objects.exists()


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path, db: None):
    with pytest.raises(CommandError, match=r"cannot be read: .* Nothing was imported\.\Z"):
        call_command("import_comments", tmp_path / "none.xml", "--from=disqus")
