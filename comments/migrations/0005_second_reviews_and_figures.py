"""Second reviews that are claimed, give reasons and can be counted; what happened each month; reports and appeals by time."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthlyFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="Its first day.", unique=True, verbose_name="month")),
                ("counts", models.JSONField(default=dict, verbose_name="counts")),
                ("until", models.DateTimeField(null=True, verbose_name="counted until")),
            ],
            options={
                "verbose_name": "figures of a month",
                "verbose_name_plural": "figures of months",
                "ordering": ["-month"],
            },
        ),
        migrations.AddField(
            model_name="rules",
            name="second_reviews",
            field=models.PositiveSmallIntegerField(
                default=2,
                help_text="Of a hundred decisions, how many another moderator takes again without knowing them.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="second reviews",
            ),
        ),
        migrations.AddField(
            model_name="secondreview",
            name="claimed_until",
            field=models.DateTimeField(null=True, verbose_name="claimed until"),
        ),
        migrations.AddField(
            model_name="secondreview",
            name="reason",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="comments.reason"
            ),
        ),
        migrations.AddField(
            model_name="secondreview",
            name="rules",
            field=models.JSONField(
                default=list, help_text="The names of the rules, when it was decided.", verbose_name="held for"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["at"], name="report_by_time"),
        ),
        migrations.AddIndex(
            model_name="appeal",
            index=models.Index(fields=["at"], name="appeal_by_time"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)), fields=["decided_at"], name="report_decided"
            ),
        ),
        migrations.AddIndex(
            model_name="secondreview",
            index=models.Index(condition=models.Q(("verdict", "")), fields=["id"], name="second_review_open"),
        ),
        migrations.AddIndex(
            model_name="secondreview",
            index=models.Index(
                condition=models.Q(("at__isnull", False)), fields=["-at", "-id"], name="second_review_given"
            ),
        ),
    ]
