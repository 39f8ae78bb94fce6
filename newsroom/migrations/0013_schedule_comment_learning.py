"""Lets the worker learn every night from what moderators decided about comments."""

from django.db import migrations

JOB = "comments.learning.learn"
SAVE_NOTHING = "{'q_options': {'save': False}}"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "Learn from decisions about comments", "schedule_type": "D", "kwargs": SAVE_NOTHING}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0012_schedule_unconfirmed"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
