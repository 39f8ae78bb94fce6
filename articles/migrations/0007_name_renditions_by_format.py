"""Names what is made already by its format, has the rest made, and lets the worker do so by the clock."""

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Left, Length

JOB = "articles.making.make_waiting"
SAVE_NOTHING = "{'q_options': {'save': False}}"  # a success each minute would push all others out of the list


def name_by_format(apps, schema_editor):
    apps.get_model("articles", "Rendition").objects.update(name=Concat("name", Value(".webp")))
    apps.get_model("articles", "Picture").objects.exclude(original="").update(awaits_renditions=True)
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "Make renditions", "schedule_type": "I", "minutes": 1, "kwargs": SAVE_NOTHING}
    )


def name_by_width(apps, schema_editor):
    """Knows WebP of whole pictures alone; the files of the others stay behind."""
    Rendition = apps.get_model("articles", "Rendition")
    whole = Rendition.objects.filter(name__startswith="free", name__endswith=".webp")
    Rendition.objects.exclude(pk__in=whole.values("pk")).delete()
    Rendition.objects.update(name=Left("name", Length("name") - len(".webp")))
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_pictures_await_renditions"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(name_by_format, name_by_width)]
