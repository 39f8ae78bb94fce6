"""Hands the daily housekeeping to the worker."""

from django.db import migrations

JOBS = {"Clear expired sessions": "newsroom.operations.clear_expired_sessions"}


def schedule(apps, schema_editor):
    Schedule = apps.get_model("django_q", "Schedule")
    for name, function in JOBS.items():
        Schedule.objects.get_or_create(func=function, defaults={"name": name, "schedule_type": "D"})


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func__in=JOBS.values()).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_seed_site"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
