"""Walks the migrations of comments forwards, back and forwards again over rows, in a database of its own.

A process of its own too, for migrations speak to the database of DATABASE_URL: see test_migrations.py. Prints what
became of the rows at each station.
"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

import django

OLD = "0001_initial"
OLD_ACCOUNTS = "0006_recovery_and_passkey_offer"  # the last that knew yes and no alone about mail
COLUMNS = ("id", "parent_id", "path", "depth", "status", "body", "guest_name")
WRITTEN = datetime(2026, 1, 2, tzinfo=UTC)
# Path, what each answers (by its place here), status.
ROWS = [
    ("0" * 12, None, "rejected"),
    ("0" * 12 + "1" * 12, 0, "approved"),
    ("0" * 12 + "1" * 12 + "2" * 12, 1, "spam"),
    ("3" * 12, None, "approved"),
    ("3" * 12 + "4" * 12, 3, "approved"),
]


def apps_at(name: str, of: str = "comments") -> Any:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return loader.project_state([(of, name)]).apps


def fill_old() -> None:
    apps = apps_at(OLD)
    category = apps.get_model("articles", "Category").objects.create(name="Old news", slug="old-news")
    article = apps.get_model("articles", "Article").objects.create(
        headline="Old", slug="old", category=category, status="published", published_at=WRITTEN
    )
    made: list[Any] = []
    for path, above, status in ROWS:
        parent = None if above is None else made[above]
        made.append(
            apps.get_model("comments", "Comment").objects.create(
                article=article,
                parent=parent,
                path=path,
                depth=len(path) // 12 - 1,
                status=status,
                # The first is as those were that their authors had removed.
                guest_name="Pat" if made else "",
                body="<p>So it is.</p>" if made else "",
                created_at=WRITTEN,
            )
        )


def old_people() -> Any:
    return apps_at(OLD_ACCOUNTS, "accounts").get_model("accounts", "User").objects.order_by("email")


def fill_people() -> None:
    """One who wants mail, and two who refused it."""
    for name in ("glad", "loath", "torn"):
        old_people().create(email=f"{name}@example.org", name_key=name, mail_replies=name == "glad")


def wants_mail() -> list[Any]:
    return list(old_people().filter(name_key__in=["glad", "loath", "torn"]).values_list("email", "mail_replies"))


def choose_mail() -> list[Any]:
    """As it came over. Then one of those who refused it wants replies after all, and still no mentions."""
    from comments.models import MailChoice

    found = list(MailChoice.objects.order_by("user__email").values_list("user__email", "replies", "mentions"))
    MailChoice.objects.filter(user__email="torn@example.org").update(replies="at_once")
    return found


def fill_new() -> None:
    """What newer tables hold, for the way back."""
    from accounts.models import User
    from comments import moderation
    from comments.decisions import Act
    from comments.models import Comment, Recommendation, Report

    reader = User.objects.create_user("reader@example.org", "correct horse battery")
    comment = Comment.objects.order_by("pk")[3]
    Recommendation.objects.create(comment=comment, user=reader)
    Report.objects.create(comment=comment, user=reader, reason="spam")
    moderation.put([comment.pk], Comment.Status.REJECTED, Act(by=reader, words="So."))
    moderation.put([comment.pk], Comment.Status.APPROVED, Act(by=reader))


def old_rows() -> list[Any]:
    return list(apps_at(OLD).get_model("comments", "Comment").objects.order_by("pk").values_list(*COLUMNS))


def new_rows() -> dict[str, Any]:
    from comments.models import Comment, Discussion

    columns = ("visible_replies", "is_listed", "recommendations")
    return {
        "comments": list(Comment.objects.order_by("pk").values_list(*columns)),
        "discussions": list(Discussion.objects.values_list("visible", flat=True)),
    }


def counted_on() -> list[Any]:
    """Whether the database still counts: with one less, and with it again."""
    from comments.models import Comment, Discussion

    last = Comment.objects.order_by("pk").last()
    found = []
    for status in ("spam", "approved"):
        Comment.objects.filter(pk=last.pk if last else 0).update(status=status)
        found.append(list(Discussion.objects.values_list("visible", flat=True)))
    return found


def walk() -> dict[str, Any]:
    from django.core.management import call_command

    def migrate(*target: str) -> None:
        call_command("migrate", *target, verbosity=0)

    migrate("comments", OLD)
    migrate("accounts", OLD_ACCOUNTS)
    fill_old()
    fill_people()
    told: dict[str, Any] = {"before": old_rows(), "wanted": wants_mail()}
    migrate()
    told["forwards"], told["counted"] = new_rows(), counted_on()
    told["choices"] = choose_mail()
    fill_new()
    migrate("comments", OLD)
    told["back"], told["wanted back"] = old_rows(), wants_mail()
    migrate()
    told["again"], told["counted again"] = new_rows(), counted_on()
    told["choices again"] = choose_mail()
    return told


if __name__ == "__main__":
    django.setup()
    json.dump(walk(), sys.stdout)
