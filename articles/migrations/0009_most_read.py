"""A place for which articles are read most, and what it holds from the start."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum
from django.utils import timezone

RANKED, DAYS = 40, 7


def rank(apps, schema_editor):
    since = timezone.localdate() - timedelta(days=DAYS - 1)
    totals = apps.get_model("articles", "Readership").objects.filter(day__gte=since).values("article")
    articles = totals.annotate(total=Sum("count")).order_by("-total", "-article").values_list("article", flat=True)
    MostRead = apps.get_model("articles", "MostRead")
    MostRead.objects.bulk_create(
        MostRead(rank=rank, article_id=article) for rank, article in enumerate(articles[:RANKED], start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_bound_making")]
    operations = [
        migrations.CreateModel(
            name="MostRead",
            fields=[
                ("rank", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="rank")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="most_read",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={"verbose_name": "most read article", "verbose_name_plural": "most read articles"},
        ),
        migrations.RunPython(rank, migrations.RunPython.noop),
    ]
