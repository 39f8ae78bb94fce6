"""The roles of the desk, as groups with permissions.

What is missing is added, nothing is taken away: a site that gave a role more keeps that, and one that took a
permission from a role does so after this has run, once. Permissions are usually made after all migrations; here they
are needed before.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

PACKAGES = ["accounts", "articles", "comments", "newsroom", "taggit"]


def _all(package, verbs, models):
    return {f"{package}.{verb}_{model}" for model in models.split() for verb in verbs.split()}


CONTRIBUTOR = _all("articles", "add change view", "article") | {"articles.view_picture", "articles.view_category"}
REPORTER = CONTRIBUTOR | _all("articles", "add change view", "picture mediafile") | _all("taggit", "add view", "tag")
MODERATOR = _all("comments", "change view delete", "comment") | {"articles.view_article"}
EDITOR = (
    REPORTER
    | MODERATOR
    | {"articles.publish_article", "articles.take_down_article", "articles.delete_article", "articles.view_revision"}
    | _all("articles", "add change view", "author category formeraddress")
    | _all("articles", "delete", "picture mediafile")
    | _all("taggit", "change delete", "tag")
    | _all("newsroom", "add change view", "page pageaddress")
)
ADMINISTRATOR = (
    EDITOR
    | _all("articles", "delete", "author category formeraddress")
    | _all("newsroom", "delete", "page pageaddress")
    | _all("newsroom", "add change view delete", "menu menuitem placement")
    | _all("newsroom", "change view", "site adslot")
    | _all("accounts", "add change view delete", "user invitation")
    | {"accounts.view_auditentry"}
)
ROLES = {
    "Contributor": CONTRIBUTOR,
    "Reporter": REPORTER,
    "Moderator": MODERATOR,
    "Editor": EDITOR,
    "Administrator": ADMINISTRATOR,
}


def add(apps, schema_editor):
    alias = schema_editor.connection.alias
    for label in PACKAGES:
        package = apps.get_app_config(label)
        package.models_module = True  # a package as it was then has none, and would be passed over
        create_permissions(package, apps=apps, verbosity=0, using=alias)
        package.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    rows = Permission.objects.using(alias).filter(content_type__app_label__in=PACKAGES)
    known = {
        f"{label}.{codename}": pk
        for pk, label, codename in rows.values_list("pk", "content_type__app_label", "codename")
    }
    for name, permissions in ROLES.items():
        group, _ = Group.objects.using(alias).get_or_create(name=name)
        group.permissions.add(*(known[permission] for permission in permissions))


def remove(apps, schema_editor):
    """Those that nobody has; who has one would lose what they may do."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES, user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0008_schedule_readership"),
        ("accounts", "0004_invitation"),
        ("comments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]
    operations = [migrations.RunPython(add, remove)]
