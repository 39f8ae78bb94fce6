"""The places that the templates know, all of them empty."""

from django.db import migrations

SLOTS = [
    ("home-middle", "Front page, between the sections", "banner"),
    ("list-middle", "Lists of articles, in the middle", "wide"),
    ("article-side", "Articles, beside the text", "box"),
    ("article-end", "Articles, after the text", "wide"),
]


def seed(apps, schema_editor):
    for name, title, shape in SLOTS:
        apps.get_model("newsroom", "AdSlot").objects.get_or_create(name=name, defaults={"title": title, "shape": shape})


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0006_ads_and_social_links")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
