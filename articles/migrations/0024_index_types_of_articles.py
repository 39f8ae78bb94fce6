"""Lets the desk list the few articles of a type without looking at all the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_index_what_is_worked_on")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["article_type", "-worked_on_at", "-id"], name="article_at_work_on_of"),
        ),
    ]
