"""Discussions of any length: what readers see of them is counted by the database, and sorted by its indexes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from comments.migrations import _counting as counting

# Paths are compared by their bytes, whatever language the database sorts by. SQLite always does.
BY_BYTES = 'ALTER TABLE comments_comment ALTER COLUMN path TYPE varchar(600) COLLATE "C"'
AS_BEFORE = "ALTER TABLE comments_comment ALTER COLUMN path TYPE varchar(600)"
WITHDRAWN = {"status": "rejected", "body": "", "user": None, "guest_name": "", "guest_email": ""}
COUNT = """
    UPDATE comments_comment SET visible_replies = (
        SELECT count(*) FROM comments_comment AS below
        WHERE below.article_id = comments_comment.article_id AND below.status = 'approved'
            AND below.path > comments_comment.path AND below.path < comments_comment.path || '{'
    )
"""
COUNT_ALL = """
    INSERT INTO comments_discussion (article_id, visible, version)
    SELECT article_id, count(*), 1 FROM comments_comment WHERE status = 'approved' GROUP BY article_id
"""


def compare_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_BYTES)


def compare_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AS_BEFORE)


def count(apps, schema_editor):
    """Last: PostgreSQL alters no table that has unfinished business in the same transaction."""
    comments = apps.get_model("comments", "Comment")
    comments.objects.filter(**WITHDRAWN).update(status="withdrawn")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(COUNT)
        cursor.execute(COUNT_ALL)


def name_as_before(apps, schema_editor):
    apps.get_model("comments", "Comment").objects.filter(status="withdrawn").update(status="rejected")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_saved_and_followed"),
        ("comments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(compare_by_bytes, compare_as_before),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="discussion",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("visible", models.PositiveIntegerField(db_default=0, editable=False, verbose_name="visible comments")),
                (
                    "version",
                    models.PositiveBigIntegerField(
                        db_default=0,
                        editable=False,
                        help_text="Grows with every change that readers see.",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "discussion",
                "verbose_name_plural": "discussions",
            },
        ),
        migrations.CreateModel(
            name="FormerText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(verbose_name="as it was written")),
                ("body", models.TextField(help_text="Sanitised HTML.", verbose_name="text")),
                ("until", models.DateTimeField(default=django.utils.timezone.now, verbose_name="until")),
            ],
            options={
                "verbose_name": "former text",
                "verbose_name_plural": "former texts",
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
            },
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="comment_thread",
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="edited by its author"),
        ),
        migrations.AddField(
            model_name="comment",
            name="featured_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="chosen by the desk"),
        ),
        migrations.AddField(
            model_name="comment",
            name="featured_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="why it was chosen"),
        ),
        migrations.AddField(
            model_name="comment",
            name="visible_replies",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name="visible replies"),
        ),
        migrations.AddField(
            model_name="comment",
            name="recommendations",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name="recommendations"),
        ),
        migrations.AddField(
            model_name="comment",
            name="source",
            field=models.TextField(
                blank=True, editable=False, help_text="In Markdown.", verbose_name="as it was written"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_listed",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Q(("status", "approved"), ("visible_replies__gt", 0), _connector="OR"),
                output_field=models.BooleanField(verbose_name="listed"),
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "is_listed", "path", "depth"], name="comment_in_thread"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "depth", "is_listed", "-created_at", "-id"], name="comment_newest"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "depth", "is_listed", "-visible_replies", "-id"], name="comment_replied"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "depth", "is_listed", "-recommendations", "-id"], name="comment_recommended"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "-featured_at", "-id"], name="comment_featured"),
        ),
        migrations.AddField(
            model_name="formertext",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="former_texts", to="comments.comment"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recommended_by", to="comments.comment"
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recommended", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="formertext",
            index=models.Index(fields=["comment", "until"], name="former_text_in_order"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(fields=("comment", "user"), name="recommended_once"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="replies",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="claimed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="claimed_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="claimed until"),
        ),
        migrations.AddField(
            model_name="comment",
            name="held_for",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="held for"),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_suspect",
            field=models.BooleanField(default=False, editable=False, verbose_name="suspect"),
        ),
        migrations.AddField(
            model_name="comment",
            name="likeness",
            field=models.FloatField(
                editable=False,
                help_text="0 to 1: how much it is like what was refused.",
                null=True,
                verbose_name="like refused ones",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="queued_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="For a moderator. Empty: for nobody.",
                null=True,
                verbose_name="waiting since",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="report_weight",
            field=models.FloatField(db_default=0, default=0, editable=False, verbose_name="weight of open reports"),
        ),
        migrations.AddField(
            model_name="comment",
            name="rules_version",
            field=models.PositiveBigIntegerField(editable=False, null=True, verbose_name="version of the rules"),
        ),
        migrations.AddField(
            model_name="discussion",
            name="closed_note",
            field=models.CharField(blank=True, db_default="", max_length=200, verbose_name="why it is closed"),
        ),
        migrations.AddField(
            model_name="discussion",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closes"),
        ),
        migrations.AddField(
            model_name="discussion",
            name="mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("after", "Shown at once, looked at afterwards"),
                    ("first", "The first comments of each reader wait for a moderator"),
                    ("before", "Every comment waits for a moderator"),
                ],
                db_default="",
                help_text="Empty: as elsewhere.",
                max_length=6,
                verbose_name="moderation",
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="mode_note",
            field=models.CharField(
                blank=True, db_default="", help_text="Readers who comment are told.", max_length=200, verbose_name="why"
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="slow_seconds",
            field=models.PositiveIntegerField(
                blank=True, help_text="Seconds between two comments of one reader.", null=True, verbose_name="slow mode"
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="slow_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="slow until"),
        ),
        migrations.AddField(
            model_name="discussion",
            name="withheld_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withheld since"),
        ),
        migrations.AddField(
            model_name="discussion",
            name="withheld_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="discussion",
            name="withheld_note",
            field=models.CharField(blank=True, db_default="", max_length=200, verbose_name="what readers are told"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="status",
            field=models.CharField(
                choices=[
                    ("pending", "Pending"),
                    ("approved", "Approved"),
                    ("rejected", "Rejected"),
                    ("spam", "Spam"),
                    ("returned", "Returned to its author"),
                    ("withdrawn", "Removed by its author"),
                ],
                default="pending",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["status", "queued_at", "id"], name="comment_waiting"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("report_weight__gt", 0)), fields=["-report_weight", "id"], name="comment_reported"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["user", "-created_at"], name="comment_by_reader"),
        ),
        migrations.AddConstraint(
            model_name="discussion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("slow_seconds", None), ("slow_until", None)),
                    models.Q(("slow_seconds__isnull", False), ("slow_until__isnull", False)),
                    _connector="OR",
                ),
                name="discussion_slow_for_some_time",
            ),
        ),
        migrations.RunPython(counting.create, counting.drop),
        migrations.RunPython(count, name_as_before),
    ]
