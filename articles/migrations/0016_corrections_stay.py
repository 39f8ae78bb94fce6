"""What a correction says stays as it was said: the database itself refuses anything else."""

import django.db.models.deletion
from django.db import migrations, models

from articles.migrations import _corrections


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_mark_published_revisions")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="articles.article"
            ),
        ),
        migrations.RunPython(_corrections.create, _corrections.drop),
    ]
