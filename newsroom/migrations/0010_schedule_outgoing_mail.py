"""Lets the worker send by the clock what a mail server refused and what was left behind."""

from django.db import migrations

JOB = "accounts.mail.send_waiting"
SAVE_NOTHING = "{'q_options': {'save': False}}"  # a success each minute would push all others out of the list


def schedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        func=JOB, defaults={"name": "Send waiting mails", "schedule_type": "I", "minutes": 1, "kwargs": SAVE_NOTHING}
    )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func=JOB).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0009_roles"),
        ("accounts", "0002_profile_and_outgoing_mail"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
