"""Drafts belong to whoever writes them, and to those who publish: these may see and change the drafts of others.

Whoever may publish could do so before; groups of a site's own and single accounts keep that, too.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def add(apps, schema_editor):
    alias = schema_editor.connection.alias
    package = apps.get_app_config("articles")
    package.models_module = True  # a package as it was then has none, and would be passed over
    create_permissions(package, apps=apps, verbosity=0, using=alias)
    package.models_module = None
    new, publish = _permissions(apps, alias)
    for holder in _holders(apps, alias, publish):
        holder.add(new)


def remove(apps, schema_editor):
    new, _publish = _permissions(apps, schema_editor.connection.alias)
    for holder in _holders(apps, schema_editor.connection.alias, new):
        holder.remove(new)


def _permissions(apps, alias):
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    codenames = ("work_on_others_article", "publish_article")
    return [permissions.get(content_type__app_label="articles", codename=codename) for codename in codenames]


def _holders(apps, alias, permission):
    groups = apps.get_model("auth", "Group").objects.using(alias).filter(permissions=permission)
    users = apps.get_model("accounts", "User").objects.using(alias).filter(user_permissions=permission)
    return [*[group.permissions for group in groups], *[user.user_permissions for user in users]]


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0017_schedule_comment_figures"),
        ("articles", "0011_desk"),
        ("accounts", "0004_invitation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, remove)]
