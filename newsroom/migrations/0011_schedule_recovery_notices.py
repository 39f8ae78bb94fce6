"""Lets the worker write to readers a day before they are let in without the second factor they lost."""

from django.db import migrations

JOB = "accounts.recovering.remind"
SAVE_NOTHING = "{'q_options': {'save': False}}"


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "Remind of recoveries", "schedule_type": "H", "kwargs": SAVE_NOTHING}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0010_schedule_outgoing_mail"),
        ("accounts", "0006_recovery_and_passkey_offer"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
