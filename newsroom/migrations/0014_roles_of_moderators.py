"""What the roles may do with the rules, reasons, sanctions, notes and appeals of comments.

As in 0009_roles: what is missing is added, nothing is taken away. A role that a site has removed stays removed.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def _all(verbs, models):
    return {f"{verb}_{model}" for model in models.split() for verb in verbs.split()}


MODERATOR = (
    _all("view", "rules categorymode reason report decision secondreview")
    | _all("add change delete view", "readermode")
    | _all("add change view", "sanction note")
    | _all("change view", "appeal")
    | {"change_secondreview"}
)
EDITOR = (MODERATOR | {"add_rules", "add_reason", "change_reason", "view_articleerror", "change_articleerror"}) | _all(
    "add change delete", "categorymode"
)
ADMINISTRATOR = EDITOR | {"delete_reason", "delete_note"}
ROLES = {"Moderator": MODERATOR, "Editor": EDITOR, "Administrator": ADMINISTRATOR}


def add(apps, schema_editor):
    alias = schema_editor.connection.alias
    package = apps.get_app_config("comments")
    package.models_module = True  # a package as it was then has none, and would be passed over
    create_permissions(package, apps=apps, verbosity=0, using=alias)
    package.models_module = None
    for group, known in _groups(apps, alias):
        group.permissions.add(*(known[codename] for codename in ROLES[group.name]))


def remove(apps, schema_editor):
    for group, known in _groups(apps, schema_editor.connection.alias):
        group.permissions.remove(*(known[codename] for codename in ROLES[group.name] if codename in known))


def _groups(apps, alias):
    rows = apps.get_model("auth", "Permission").objects.using(alias).filter(content_type__app_label="comments")
    known = dict(rows.values_list("codename", "pk"))
    groups = apps.get_model("auth", "Group").objects.using(alias).filter(name__in=ROLES)
    return [(group, known) for group in groups]


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0013_schedule_comment_learning"),
        ("comments", "0003_moderation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, remove)]
