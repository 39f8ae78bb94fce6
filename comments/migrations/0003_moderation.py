"""What moderators decide by, and what they decided: rules, reasons, a log that only grows, sanctions, reports, notices."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from comments.migrations import _log

# What most houses say. The desk changes, adds and withdraws them in the admin.
REASONS = [
    ("Insulting", "It insults somebody. Say what you think of what was said or done, not of the person."),
    ("Off the subject", "It is not about the subject of this article."),
    ("Not supported", "It states something harmful as a fact that cannot be checked. A source would help."),
    ("Advertising", "It advertises something."),
    ("Private life", "It tells things about somebody that are nobody else's business."),
    ("Said before", "The same was written here before."),
    ("Against the law", "We could not publish it without breaking the law."),
]


def add_reasons(apps, schema_editor):
    reasons = apps.get_model("comments", "Reason")
    for place, (name, words) in enumerate(REASONS):
        reasons.objects.create(name=name, words=words, place=place)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("articles", "0010_saved_and_followed"),
        ("comments", "0002_discussions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Learnt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("weights", models.JSONField(verbose_name="weights")),
            ],
            options={
                "verbose_name": "what was learnt",
                "verbose_name_plural": "what was learnt",
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("words", models.TextField(verbose_name="what its author is told")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
            ],
            options={
                "verbose_name": "reason",
                "verbose_name_plural": "reasons",
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CategoryMode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("after", "Shown at once, looked at afterwards"),
                            ("first", "The first comments of each reader wait for a moderator"),
                            ("before", "Every comment waits for a moderator"),
                        ],
                        max_length=6,
                        verbose_name="moderation",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                (
                    "category",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comment_mode", to="articles.category"
                    ),
                ),
            ],
            options={
                "verbose_name": "moderation of a category",
                "verbose_name_plural": "moderation of categories",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("approve", "approved"),
                            ("reject", "rejected"),
                            ("spam", "marked as spam"),
                            ("hold", "held"),
                            ("return", "returned to its author"),
                            ("feature", "chosen by the desk"),
                            ("unfeature", "no longer chosen"),
                            ("move", "moved up"),
                            ("warn", "warned"),
                            ("suspend", "suspended"),
                            ("ban", "banned"),
                            ("lift", "lifted"),
                            ("close", "closed"),
                            ("open", "opened"),
                            ("slow", "slowed down"),
                            ("withhold", "withheld"),
                            ("restore", "restored"),
                            ("appeal", "appeal decided"),
                            ("undo", "undone"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("by_id", models.PositiveBigIntegerField(null=True, verbose_name="by")),
                ("comment_id", models.PositiveBigIntegerField(null=True, verbose_name="comment")),
                ("article_id", models.PositiveBigIntegerField(null=True, verbose_name="article")),
                (
                    "user_id",
                    models.PositiveBigIntegerField(help_text="Whom it is about.", null=True, verbose_name="reader"),
                ),
                ("before", models.JSONField(default=dict, verbose_name="before")),
                ("after", models.JSONField(default=dict, verbose_name="after")),
                ("reason_id", models.PositiveBigIntegerField(null=True, verbose_name="reason")),
                ("words", models.TextField(blank=True, verbose_name="what the reader is told")),
                ("rule", models.CharField(blank=True, max_length=120, verbose_name="rule")),
                ("rules_version", models.PositiveBigIntegerField(null=True, verbose_name="version of the rules")),
                (
                    "bulk",
                    models.UUIDField(help_text="The same for all that was done with one key.", verbose_name="act"),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="comments.decision",
                        verbose_name="undoes",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Ignored",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "ignored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ignored_by",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ignoring",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ignored reader",
                "verbose_name_plural": "ignored readers",
            },
        ),
        migrations.CreateModel(
            name="MutedThread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.comment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="muted_threads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "muted thread",
                "verbose_name_plural": "muted threads",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="text")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="comments.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moderators_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("reply", "Reply"), ("mention", "Mention")], max_length=7, verbose_name="kind"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("dropped_for", models.CharField(blank=True, max_length=20, verbose_name="not sent because")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="comments.comment"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.comment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comment_notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
            },
        ),
        migrations.CreateModel(
            name="ReaderMode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("after", "Shown at once, looked at afterwards"),
                            ("first", "The first comments of each reader wait for a moderator"),
                            ("before", "Every comment waits for a moderator"),
                        ],
                        max_length=6,
                        verbose_name="moderation",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comment_mode",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "moderation of a reader",
                "verbose_name_plural": "moderation of readers",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("spam", "Advertising or spam"),
                            ("insult", "Insults or hatred"),
                            ("false", "False and harmful"),
                            ("private", "Somebody's private life"),
                            ("illegal", "Against the law"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="reason",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="in their words")),
                (
                    "weight",
                    models.FloatField(
                        default=1, help_text="By how often who reports was right before.", verbose_name="weight"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("", "Open"), ("upheld", "Right"), ("dismissed", "Dismissed")],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="comments.comment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comment_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
            },
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("after", "Shown at once, looked at afterwards"),
                            ("first", "The first comments of each reader wait for a moderator"),
                            ("before", "Every comment waits for a moderator"),
                        ],
                        default="before",
                        max_length=6,
                        verbose_name="moderation",
                    ),
                ),
                (
                    "first",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="How many of a new reader wait, where only the first ones do.",
                        verbose_name="first comments",
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Days since publication. Empty: never.",
                        null=True,
                        verbose_name="closes after",
                    ),
                ),
                (
                    "opens",
                    models.TimeField(
                        blank=True, help_text="Outside these hours comments wait.", null=True, verbose_name="opens"
                    ),
                ),
                ("closes", models.TimeField(blank=True, null=True, verbose_name="closes")),
                ("edit_minutes", models.PositiveSmallIntegerField(default=15, verbose_name="minutes to edit")),
                (
                    "banned_words",
                    models.TextField(blank=True, help_text="One a line. Refused at once.", verbose_name="banned words"),
                ),
                (
                    "suspect_words",
                    models.TextField(
                        blank=True, help_text="One a line. A moderator looks.", verbose_name="suspect words"
                    ),
                ),
                (
                    "allowed_domains",
                    models.TextField(
                        blank=True, help_text="One a line; links to them count not.", verbose_name="allowed domains"
                    ),
                ),
                (
                    "denied_domains",
                    models.TextField(
                        blank=True, help_text="One a line. Refused at once.", verbose_name="denied domains"
                    ),
                ),
                (
                    "most_links",
                    models.PositiveSmallIntegerField(
                        default=2, help_text="With more, a moderator looks.", verbose_name="most links"
                    ),
                ),
                (
                    "new_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Days for which an account is new; its links wait for a moderator.",
                        verbose_name="new for",
                    ),
                ),
                ("per_reader", models.PositiveSmallIntegerField(default=5, verbose_name="a minute and reader")),
                ("per_network", models.PositiveSmallIntegerField(default=20, verbose_name="a minute and network")),
                (
                    "per_article",
                    models.PositiveSmallIntegerField(
                        default=60,
                        help_text="With more, the others wait for a moderator.",
                        verbose_name="a minute and article",
                    ),
                ),
                (
                    "hold_likeness",
                    models.FloatField(
                        default=0.9,
                        help_text="How much like refused ones a comment may be: 0.5 to 1, where 1 holds none.",
                        validators=[
                            django.core.validators.MinValueValidator(0.5),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="held from",
                    ),
                ),
                (
                    "hold_reports",
                    models.FloatField(
                        default=3,
                        help_text="Reports, weighed by who reports, from which a comment waits hidden.",
                        verbose_name="hidden from",
                    ),
                ),
                (
                    "heat",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Holds and reports in ten minutes from which a discussion gets slow.",
                        verbose_name="heat",
                    ),
                ),
                (
                    "slow_seconds",
                    models.PositiveSmallIntegerField(
                        default=120, help_text="Seconds between two comments.", verbose_name="slow mode"
                    ),
                ),
                (
                    "slow_minutes",
                    models.PositiveSmallIntegerField(default=60, help_text="Minutes.", verbose_name="slow for"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rules",
                "verbose_name_plural": "rules",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("warning", "Warning"), ("suspension", "Suspension"), ("ban", "Ban")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("words", models.TextField(verbose_name="what the reader is told")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sanctions",
                        to="comments.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sanctions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sanction",
                "verbose_name_plural": "sanctions",
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="text")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Stays as it is"), ("reversed", "Taken back")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "against",
                    models.ForeignKey(
                        help_text="Who decided first.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="comments.comment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeals", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sanction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeals",
                        to="comments.sanction",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.CreateModel(
            name="SecondReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("verdict", models.CharField(blank=True, max_length=10, verbose_name="verdict")),
                ("at", models.DateTimeField(null=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_reviews",
                        to="comments.comment",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_review",
                        to="comments.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "second review",
                "verbose_name_plural": "second reviews",
            },
        ),
        migrations.CreateModel(
            name="ArticleError",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph")),
                ("quote", models.TextField(blank=True, verbose_name="words of the article")),
                ("text", models.TextField(verbose_name="what is wrong")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("corrected", "Corrected"), ("dismissed", "No error")],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reported_errors",
                        to="articles.article",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="article_errors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reported error",
                "verbose_name_plural": "reported errors",
                "indexes": [models.Index(fields=["state", "at"], name="article_error_waiting")],
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["comment_id", "-id"], name="decision_of_comment"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["user_id", "-id"], name="decision_about_reader"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["by_id", "-id"], name="decision_by"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["bulk"], name="decision_in_one_act"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["verb", "-at"], name="decision_by_verb"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("article_id", None), ("comment_id", None), ("user_id", None), _negated=True),
                name="decision_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="ignored",
            constraint=models.UniqueConstraint(fields=("user", "ignored"), name="ignored_once"),
        ),
        migrations.AddConstraint(
            model_name="ignored",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("ignored")), _negated=True), name="ignored_is_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="mutedthread",
            constraint=models.UniqueConstraint(fields=("user", "thread"), name="muted_once"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comment", None), ("user__isnull", False)),
                    models.Q(("comment__isnull", False), ("user", None)),
                    _connector="OR",
                ),
                name="note_about_one",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("dropped_for", ""), ("sent_at", None)), fields=["due_at"], name="notice_due"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["user", "thread", "-sent_at"], name="notice_of_thread"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("user", "comment"), name="notice_once"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["user", "outcome"], name="report_by_reader"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("comment", "user"), name="reported_once"),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes", None), ("opens", None)),
                    models.Q(("closes__isnull", False), ("opens__isnull", False)),
                    _connector="OR",
                ),
                name="rules_open_and_close",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_likeness__gte", 0.5), ("hold_likeness__lte", 1)),
                name="rules_likeness_in_range",
            ),
        ),
        migrations.AddIndex(
            model_name="sanction",
            index=models.Index(fields=["user", "lifted_at", "until"], name="sanction_in_force"),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "suspension"), ("until__isnull", False)),
                    models.Q(("kind", "suspension"), _negated=True),
                    _connector="OR",
                ),
                name="sanction_suspends_until",
            ),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(fields=["decided_at", "at"], name="appeal_waiting"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comment", None), ("sanction__isnull", False)),
                    models.Q(("comment__isnull", False), ("sanction", None)),
                    _connector="OR",
                ),
                name="appeal_against_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("against", None),
                    models.Q(("decided_by", models.F("against")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")), fields=("comment",), name="appeal_once_for_comment"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(fields=("sanction",), name="appeal_once_for_sanction"),
        ),
        migrations.RunPython(add_reasons, migrations.RunPython.noop),
        migrations.RunPython(_log.create, _log.drop),
    ]
