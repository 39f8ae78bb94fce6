"""The table in which readers are counted for an hour, and what the worker does by the clock about them."""

from django.core.management.commands.createcachetable import Command
from django.db import migrations

TABLE = "newsroom_readers"
DAILY, HOURLY = "D", "H"
JOBS = {
    "articles.readership.forget_old": ("Forget old readership", DAILY),
    "articles.readership.rank": ("Rank the most read", HOURLY),
    "newsroom.operations.forget_networks": ("Forget the networks of readers", HOURLY),
}
SAVE_NOTHING = "{'q_options': {'save': False}}"  # a success each hour would push others out of the list


def create(apps, schema_editor):
    command = Command()
    command.verbosity = 0
    command.create_table(schema_editor.connection.alias, TABLE, dry_run=False)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(TABLE)}")


def schedule(apps, schema_editor):
    Schedule = apps.get_model("django_q", "Schedule")
    for function, (name, often) in JOBS.items():
        Schedule.objects.get_or_create(
            func=function, defaults={"name": name, "schedule_type": often, "kwargs": SAVE_NOTHING}
        )


def unschedule(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(func__in=JOBS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0007_seed_ad_slots"),
        ("articles", "0009_most_read"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]
    operations = [migrations.RunPython(create, drop), migrations.RunPython(schedule, unschedule)]
