"""Tells apart when an article changed for readers and when the desk last worked on it."""

import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def copy(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    articles = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    articles.update(worked_on_at=models.F("modified_at"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_index_words_of_articles")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="worked_on_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="last worked on"
            ),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-worked_on_at", "-id"], name="article_last_worked_on"),
        ),
    ]
