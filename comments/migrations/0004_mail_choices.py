"""How readers hear of replies and mentions, what nobody was told of yet, and what they have seen of it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

CHUNK = 1000


def take_over(apps, schema_editor):
    """From the column of accounts that knew yes and no alone. No is no to all of it, for nobody was asked about parts."""
    users, choices = apps.get_model("accounts", "User"), apps.get_model("comments", "MailChoice")
    refusing = users.objects.filter(mail_replies=False).order_by("pk").values_list("pk", flat=True)
    rows = (
        choices(user_id=number, replies="never", mentions="never") for number in refusing.iterator(chunk_size=CHUNK)
    )
    choices.objects.bulk_create(rows, batch_size=CHUNK)


def give_back(apps, schema_editor):
    """Whoever refused any of it: there, and when it comes this way again, they must not be mailed what they refused."""
    users, choices = apps.get_model("accounts", "User"), apps.get_model("comments", "MailChoice")
    refusing = choices.objects.filter(models.Q(replies="never") | models.Q(mentions="never"))
    users.objects.filter(pk__in=refusing.values("user")).update(mail_replies=False)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_recovery_and_passkey_offer"),
        ("comments", "0003_moderation"),
    ]
    run_before = [("accounts", "0007_remove_mail_replies")]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="seen_at",
            field=models.DateTimeField(
                blank=True, help_text="On the site, not in the mail.", null=True, verbose_name="seen"
            ),
        ),
        migrations.CreateModel(
            name="Appeared",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "again_at",
                    models.DateTimeField(
                        blank=True, help_text="After it failed.", null=True, verbose_name="to be tried again"
                    ),
                ),
            ],
            options={
                "verbose_name": "comment that appeared",
                "verbose_name_plural": "comments that appeared",
            },
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mail_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replies",
                    models.CharField(
                        choices=[("at_once", "At once"), ("digest", "In a digest"), ("never", "Never")],
                        default="at_once",
                        max_length=7,
                        verbose_name="replies to my comments",
                    ),
                ),
                (
                    "mentions",
                    models.CharField(
                        choices=[("at_once", "At once"), ("digest", "In a digest"), ("never", "Never")],
                        default="at_once",
                        max_length=7,
                        verbose_name="mentions of me",
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[("day", "Every morning"), ("week", "Every Monday morning")],
                        default="day",
                        max_length=4,
                        verbose_name="the digest",
                    ),
                ),
            ],
            options={"verbose_name": "choice of mail", "verbose_name_plural": "choices of mail"},
        ),
        migrations.RunPython(take_over, give_back),
    ]
