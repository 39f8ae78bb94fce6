"""Remembers how often the renditions of a picture were tried in vain, and when last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_name_renditions_by_format")]
    operations = [
        migrations.AddField(
            model_name="picture",
            name="making_attempts",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="attempts in vain"),
        ),
        migrations.AddField(
            model_name="picture",
            name="making_tried_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last attempt"),
        ),
    ]
