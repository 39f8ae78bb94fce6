"""Lets the desk look up words in a hundred thousand articles while somebody waits."""

from django.apps.registry import Apps
from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.models.words_index import WordsIndex


def add_trigrams(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever owns the database may add them; where somebody else does, or they are not installed, it goes without."""
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_corrections_stay")]

    operations = [
        migrations.RunPython(add_trigrams, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="article",
            index=WordsIndex(fields=["headline", "slug", "standfirst"], name="article_words"),
        ),
    ]
