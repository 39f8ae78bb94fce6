"""Lets the worker forget each day for whom preview links were that are long over."""

from django.db import migrations

JOB = "articles.preview_links.forget_old"
DEFAULTS = {
    "name": "Forget for whom old preview links were",
    "schedule_type": "D",
    "kwargs": "{'q_options': {'save': False}}",
}


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(func=JOB, defaults=DEFAULTS)


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0018_roles_work_on_drafts"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
