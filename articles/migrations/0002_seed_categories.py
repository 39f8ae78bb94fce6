"""The four categories that the site begins with."""

from django.db import migrations

CATEGORIES = [
    ("news", "News", "blue", "What happened, and what it means for the people it happened to."),
    ("guns", "Guns", "brown", "Firearms law, safety, sport and industry."),
    ("politics", "Politics", "red", "Elections, legislatures, courts and the people in them."),
    ("videos", "Videos", "purple", "Reports to watch."),
]


def seed(apps, schema_editor):
    Category = apps.get_model("articles", "Category")
    for position, (slug, name, colour, description) in enumerate(CATEGORIES, start=1):
        Category.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "colour": colour, "description": description, "position": position * 10},
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
