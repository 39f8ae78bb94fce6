"""Keeps what stands around the words of a remark, so that they are found again where the text has them twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_article_worked_on_at")]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="before",
            field=models.CharField(blank=True, default="", max_length=32, verbose_name="words before"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="remark",
            name="after",
            field=models.CharField(blank=True, default="", max_length=32, verbose_name="words after"),
            preserve_default=False,
        ),
    ]
