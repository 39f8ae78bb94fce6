"""Lets the worker count each hour what happened in the discussions, and forget second reviews that nobody gave."""

from django.db import migrations

SAVE_NOTHING = "{'q_options': {'save': False}}"
JOBS = {
    "comments.figures.count_up": ("Count what happened in the discussions", "H"),
    "comments.second_reviews.forget_old": ("Forget second reviews that nobody gave", "D"),
}


def schedule(apps, schema_editor):
    for job, (name, kind) in JOBS.items():
        defaults = {"name": name, "schedule_type": kind, "kwargs": SAVE_NOTHING}
        apps.get_model("django_q", "Schedule").objects.get_or_create(func=job, defaults=defaults)


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func__in=JOBS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0016_schedule_comment_notices"),
        ("comments", "0005_second_reviews_and_figures"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(schedule, unschedule)]
