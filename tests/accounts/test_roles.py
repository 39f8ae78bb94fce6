"""Who may do what by the roles that every site begins with."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from accounts import roles
from accounts.models import User
from tests.conftest import ROOT, account

migration = import_module("newsroom.migrations.0009_roles")
# The table of docs/roles.md.
TABLE = {
    "write drafts and submit them": ("articles.add_article", 1, 1, 0, 1, 1),
    "upload pictures": ("articles.add_picture", 0, 1, 0, 1, 1),
    "make tags": ("taggit.add_tag", 0, 1, 0, 1, 1),
    "approve and reject comments": ("comments.change_comment", 0, 0, 1, 1, 1),
    "warn, suspend and ban commenters": ("comments.add_sanction", 0, 0, 1, 1, 1),
    "decide appeals": ("comments.change_appeal", 0, 0, 1, 1, 1),
    "change the rules of comments": ("comments.add_rules", 0, 0, 0, 1, 1),
    "publish": ("articles.publish_article", 0, 0, 0, 1, 1),
    "take down": ("articles.take_down_article", 0, 0, 0, 1, 1),
    "change authors and categories": ("articles.change_category", 0, 0, 0, 1, 1),
    "change pages": ("newsroom.change_page", 0, 0, 0, 1, 1),
    "delete pages": ("newsroom.delete_page", 0, 0, 0, 0, 1),
    "change menus": ("newsroom.change_menu", 0, 0, 0, 0, 1),
    "place advertisements": ("newsroom.add_placement", 0, 0, 0, 0, 1),
    "change the site": ("newsroom.change_site", 0, 0, 0, 0, 1),
    "look after accounts": ("accounts.change_user", 0, 0, 0, 0, 1),
    "invite": ("accounts.add_invitation", 0, 0, 0, 0, 1),
    "read the audit log": ("accounts.view_auditentry", 0, 0, 0, 0, 1),
    "change groups": ("auth.change_group", 0, 0, 0, 0, 0),
    "delete from the audit log": ("accounts.delete_auditentry", 0, 0, 0, 0, 0),
}


def run(step: Any) -> None:
    """With the models as they were then."""
    state = MigrationLoader(connection).project_state(("newsroom", "0009_roles"))
    step(state.apps, SimpleNamespace(connection=connection))


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def member(name: str) -> User:
    user = account(f"the-{name}@example.org".lower(), is_staff=True)
    user.groups.add(role(name))
    return user


@pytest.mark.parametrize("what", TABLE)
def test_table_of_the_roles(db: None, what: str):
    permission, *cells = TABLE[what]
    found = [int(permission in roles.permissions([role(name)])) for name in roles.ROLES]
    assert found == cells
    marks = " | ".join("yes" if cell else "–" for cell in cells)
    assert f"| {what} | {marks} |" in (ROOT / "docs" / "roles.md").read_text()


def test_roles_contain_each_other(db: None):
    held = {name: roles.permissions([role(name)]) for name in roles.ROLES}
    assert held["Contributor"] < held["Reporter"] < held["Editor"] < held["Administrator"]
    assert held["Moderator"] < held["Editor"]
    assert not held["Moderator"] <= held["Reporter"]


def test_running_again_adds_what_is_missing_and_keeps_the_rest(db: None):
    editor = role("Editor")
    more = Permission.objects.get(codename="change_site")
    editor.permissions.add(more)
    editor.permissions.remove(Permission.objects.get(codename="publish_article"))
    run(migration.add)
    assert {"newsroom.change_site", "articles.publish_article"} <= roles.permissions([editor])
    assert Group.objects.filter(name__in=roles.ROLES).count() == 5
    assert Permission.objects.filter(codename="add_article").count() == 1


def test_backwards_keeps_the_roles_somebody_has(db: None):
    member("Editor")
    run(migration.remove)
    assert list(Group.objects.values_list("name", flat=True)) == ["Editor"]
    run(migration.add)
    assert Group.objects.count() == 5


def test_nobody_gives_more_than_they_have(db: None, administrator: User):
    assert [group.name for group in roles.within(member("Editor"))] == [
        "Contributor",
        "Editor",
        "Moderator",
        "Reporter",
    ]
    assert len(roles.within(member("Administrator"))) == 5
    assert [group.name for group in roles.within(member("Moderator"))] == ["Moderator"]
    assert len(roles.within(administrator)) == 5
    administrator.is_active = False
    assert roles.within(administrator) == []


def test_role_makes_staff(reader: User):
    roles.give(role("Reporter"), reader, by=None)
    assert User.objects.get(pk=reader.pk).is_staff
    assert User.objects.get(pk=reader.pk).has_perm("articles.add_article")


@pytest.mark.parametrize(
    ("name", "opens", "refused"),
    [
        ("Contributor", ["articles/article/", "articles/article/add/"], ["comments/comment/", "articles/picture/add/"]),
        ("Reporter", ["articles/picture/add/", "articles/mediafile/"], ["newsroom/page/", "accounts/user/"]),
        ("Moderator", ["comments/comment/", "articles/article/"], ["articles/article/add/", "accounts/user/"]),
        ("Editor", ["comments/comment/", "newsroom/page/add/", "articles/author/add/"], ["newsroom/menu/"]),
        ("Administrator", ["accounts/user/", "newsroom/menu/", "newsroom/adslot/"], ["auth/group/"]),
    ],
)
def test_desk_opens_what_the_role_may(client: Client, db: None, name: str, opens: list[str], refused: list[str]):
    client.force_login(member(name))
    assert client.get("/admin/").status_code == 200
    assert {path: client.get(f"/admin/{path}").status_code for path in opens} == dict.fromkeys(opens, 200)
    assert {path: client.get(f"/admin/{path}").status_code for path in refused} == dict.fromkeys(refused, 403)
