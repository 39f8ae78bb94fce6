"""Lets the worker delete by the clock the accounts that were never confirmed."""

from django.db import migrations

JOB = "accounts.unconfirmed.delete_old"
SAVE_NOTHING = "{'q_options': {'save': False}}"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "Delete unconfirmed accounts", "schedule_type": "H", "kwargs": SAVE_NOTHING}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0011_schedule_recovery_notices"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
