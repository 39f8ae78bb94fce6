"""What is decided about discussions and answered at the desk; indexes for suspect comments, histories and discussions."""

from django.db import migrations, models

VERBS = [
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
    ("mode", "moderated otherwise"),
    ("close", "closed"),
    ("open", "opened"),
    ("slow", "slowed down"),
    ("speed", "no longer slowed down"),
    ("withhold", "withheld"),
    ("restore", "restored"),
    ("reply", "answered"),
    ("appeal", "appeal decided"),
    ("undo", "undone"),
]


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_mail_choices")]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=10, verbose_name="what"),
        ),
        migrations.RemoveIndex(model_name="comment", name="comment_waiting"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["status", "is_suspect", "created_at", "id"], name="comment_to_decide"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["user", "status"], name="comment_history"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("article_id__isnull", False), ("comment_id", None)),
                fields=["article_id", "-id"],
                name="decision_about_discussion",
            ),
        ),
        migrations.AddIndex(
            model_name="discussion",
            index=models.Index(
                condition=models.Q(("withheld_at__isnull", False)), fields=["article"], name="discussion_withheld"
            ),
        ),
    ]
