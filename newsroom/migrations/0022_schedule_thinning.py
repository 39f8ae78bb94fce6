"""Lets the worker thin out each day what articles saved by themselves a month ago."""

from django.db import migrations

JOB = "articles.thinning.thin_out"
DEFAULTS = {
    "name": "Thin out what articles saved by themselves",
    "schedule_type": "D",
    "kwargs": "{'q_options': {'save': False}}",
}


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(func=JOB, defaults=DEFAULTS)


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0021_schedule_forgetting_preview_links"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
