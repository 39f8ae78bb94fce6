"""Lets the worker mail about replies and mentions, and forget each night whom it told long ago."""

from django.db import migrations

SAVE_NOTHING = "{'q_options': {'save': False}}"  # a success each minute would push all others out of the list
JOBS = {
    "comments.sending.send_due": {"name": "Mail about replies and mentions", "schedule_type": "I", "minutes": 1},
    "comments.notices.forget_old": {"name": "Forget old replies and mentions", "schedule_type": "D"},
}


def schedule(apps, schema_editor):
    for job, fields in JOBS.items():
        defaults = {**fields, "kwargs": SAVE_NOTHING}
        apps.get_model("django_q", "Schedule").objects.get_or_create(func=job, defaults=defaults)


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func__in=JOBS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0014_roles_of_moderators"),
        ("comments", "0004_mail_choices"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
