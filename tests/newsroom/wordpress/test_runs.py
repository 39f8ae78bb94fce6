"""Running an import again, after a kill, dry, and what it says of itself."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from accounts.models import AuditEntry
from articles.models import Article, FormerAddress
from comments.models import Comment
from newsroom.models import ImportedItem, MenuItem
from newsroom.wordpress import posts
from newsroom.wordpress.importing import Import, Options
from tests.newsroom.wordpress.export import (
    SITE,
    attachment,
    author,
    category,
    comment,
    item,
    menu_item,
    page,
    post,
    tag,
    written,
)

PARTS = (
    author("r.ames", "Ruth Ames"),
    category("harbour", "Harbour", number=4),
    tag("tide", "Tide", number=6),
    post(
        11, name="ferry", creator="r.ames", content='<img src="https://elsewhere.example/a.png">', comments=[comment(1)]
    ),
    post(12, "", "", status="private"),
    attachment(13),
    page(14, name="about"),
    page(15, "Plans", name="plans", status="private"),
    menu_item(21, "", "post_type", "page", "14"),
    menu_item(22, "Water", "taxonomy", "category", "4", parent="21"),
    menu_item(23, "Out", "custom", "custom", "23", url="https://elsewhere.example/"),
    menu_item(24, "Home", "custom", "custom", "24", url=f"{SITE}/2021/"),
    menu_item(25, "", "taxonomy", "post_tag", "6"),
    menu_item(26, "", "post_type", "post", "11"),
    menu_item(27, "Gone", "post_type", "post", "12"),
    menu_item(28, "Gone", "post_type", "page", "15"),
    item(31, "product", "Mug"),
)


def everything() -> dict[str, list[tuple]]:
    return {
        model.__name__: sorted(model.objects.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"articles", "comments", "newsroom", "taggit"}
    }


def test_a_second_run_changes_nothing_and_says_so(bring):
    first = bring(*PARTS)
    before = everything()
    came = bring(*PARTS)
    assert everything() == before
    assert first.changes > 0
    assert came.changes == 0
    assert came.lines[-1] == "No change: everything in the file is already here."


def test_every_item_is_accounted_for(bring):
    came = bring(*PARTS)
    assert came.counts == {
        "author": {"carried": 1},
        "category": {"carried": 1},
        "tag": {"carried": 1},
        "post": {"carried": 2},
        "comment": {"carried": 1},
        "attachment": {"carried": 1},
        "page": {"carried": 2},
        "nav_menu_item": {"carried": 6, "skipped": 2},
        "product": {"skipped": 1},
    }
    assert came.says("Items of this type have no counterpart here: product")
    assert came.says("not public")


def test_menus_keep_what_stands_under_what(bring):
    bring(*PARTS)
    rows = [
        (str(row), row.get_absolute_url(), str(row.parent or "")) for row in MenuItem.objects.filter(menu__slug="top")
    ]
    assert rows == [
        ("About us", "/about/", ""),
        ("Water", "/harbour/", "About us"),
        ("Out", "https://elsewhere.example/", ""),
        ("Home", "/2021/", ""),
        ("Tide", "/tag/tide/", ""),
        ("Ferry returns", "/news/ferry/", ""),
    ]
    assert MenuItem.objects.get(article__slug="ferry").label == ""


def test_a_killed_run_is_taken_up_again(bring, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("newsroom.wordpress.unpacked.BATCH", 1)
    carry, seen = posts.Posts.carry, []

    def killed(self: posts.Posts, batch: list) -> None:
        seen.append(batch)
        if len(seen) == 2:
            raise KeyboardInterrupt
        carry(self, batch)

    monkeypatch.setattr(posts.Posts, "carry", killed)
    path = written(tmp_path / "export.xml", *(post(number, comments=[comment(number)]) for number in range(11, 15)))
    with pytest.raises(KeyboardInterrupt), Import(Options(path)) as importing:
        for _progress in importing.run():
            pass
    assert Article.objects.count() == Comment.objects.count() == 1
    came = bring(path=path)
    assert Article.objects.count() == Comment.objects.count() == 4
    assert came.counts["post"] == {"carried": 3, "unchanged": 1}


def test_a_batch_that_fails_leaves_nothing_of_itself(bring, monkeypatch):
    def fails(self: object, posts: list) -> None:
        raise RuntimeError

    monkeypatch.setattr("newsroom.wordpress.threads.Threads.carry", fails)
    with pytest.raises(RuntimeError):
        bring(post(11))
    assert not Article.objects.exists()
    assert not FormerAddress.objects.exists()


def test_a_dry_run_says_what_would_happen_and_writes_nothing(bring):
    before = everything()
    came = bring(*PARTS, is_dry_run=True)
    assert everything() == before
    assert came.counts["post"] == {"carried": 2}


def test_the_command_reports_to_people_and_to_a_file(db, tmp_path: Path):
    path, report, out = written(tmp_path / "export.xml", *PARTS), tmp_path / "report.json", StringIO()
    call_command("import_wordpress", path, report=report, stdout=out)
    assert "post: 2 carried over" in out.getvalue()
    read = json.loads(report.read_text())
    assert read["counts"]["post"] == {"carried": 2}
    assert {"reason": "Items of this type have no counterpart here: product", "what": "product 31 “Mug”"} in read[
        "remarks"
    ]


def test_queries_do_not_grow_with_the_posts(db, tmp_path: Path, django_assert_max_num_queries):
    """More posts cost larger statements, not more of them; SQLite's own limit splits the very large."""
    path = written(tmp_path / "export.xml", *(post(number, comments=[comment(number)]) for number in range(11, 111)))
    with django_assert_max_num_queries(150), Import(Options(path)) as importing:
        for _progress in importing.run():
            pass
    assert ImportedItem.objects.filter(kind="post").count() == 100


def test_a_batch_is_one_entry_of_the_audit_log(bring):
    bring(*(post(number) for number in range(11, 14)))
    assert list(AuditEntry.objects.values_list("verb", "actor_id", "details")) == [
        ("import_articles", None, {"articles": 3})
    ]
    bring(*(post(number) for number in range(11, 14)))
    assert AuditEntry.objects.count() == 1
