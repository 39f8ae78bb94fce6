import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import User
from newsroom.models import Menu, Page, Site

EXPECTED = {
    *["accounts.user", "auth.group", "taggit.tag"],
    *[f"articles.{name}" for name in "article author category formeraddress mediafile picture".split()],
    "comments.comment",
    *[f"newsroom.{name}" for name in "menu page pageaddress site".split()],
}


def test_every_subject_of_the_house_has_its_place():
    registered = {model._meta.label_lower for model in admin.site._registry}
    assert registered >= EXPECTED


@pytest.mark.parametrize("label", sorted(EXPECTED))
def test_lists_and_forms_open(desk: Client, label: str, published, author):
    published(bylines=[], tags=["Bridges"])
    app, model = label.split(".")
    page = desk.get(reverse(f"admin:{app}_{model}_changelist"), follow=True)
    assert page.status_code == 200
    if model not in {"comment", "site"}:
        assert desk.get(reverse(f"admin:{app}_{model}_add")).status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/add/", "/admin/newsroom/page/add/"])
def test_pages_of_the_desk_have_no_inline_script_or_style(desk: Client, path: str):
    response = desk.get(path)
    assert " style=" not in response.text
    assert "<style" not in response.text
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    for tag in response.text.split("<script")[1:]:
        opening, _, rest = tag.partition(">")
        is_inline = "src=" not in opening and rest.partition("</script>")[0].strip()
        if is_inline and "application/json" not in opening:
            nonce = opening.partition('nonce="')[2].partition('"')[0]
            assert nonce
            assert f"'nonce-{nonce}'" in policy


def test_site_is_one_row_that_is_only_changed(desk: Client):
    assert desk.get(reverse("admin:newsroom_site_changelist")).url == "/admin/newsroom/site/1/change/"
    Site.objects.all().delete()
    desk.post("/admin/newsroom/site/1/change/", {"name": "The Gazette"})
    assert Site.current().name == "The Gazette"
    assert desk.get("/admin/newsroom/site/add/").status_code == 403


def test_menu_items_lead_to_one_thing(desk: Client):
    page = Page.objects.create(title="Imprint", slug="imprint")
    menu = Menu.objects.create(name="Footer of ours", slug="ours")
    rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-position": "1", "items-0-page": page.pk}
    form = {"name": menu.name, "slug": menu.slug, **rows}
    address = reverse("admin:newsroom_menu_change", args=[menu.pk])
    assert "one of the four" in desk.post(address, {**form, "items-0-url": "/latest/"}).text
    assert desk.post(address, form).status_code == 302
    assert [item.text for item in menu.items.all()] == ["Imprint"]


def test_sign_in_to_the_desk_is_everyones_sign_in(client: Client, reader: User):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    client.force_login(reader)
    assert client.get("/admin/login/").status_code == 403


def test_nobody_at_the_desk_signs_in_as_another_there(client: Client, reporter: User, administrator: User):
    """Django's form would take a password without any limit, and ask for no second factor."""
    client.force_login(reporter)
    form = {"username": administrator.email, "password": "correct horse battery", "next": "/admin/"}
    response = client.post("/admin/login/", form)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(reporter.pk)


def test_a_password_is_changed_on_the_accounts_own_page(client: Client, reporter: User):
    client.force_login(reporter)
    form = {"old_password": "correct horse battery", "new_password1": "a river", "new_password2": "a river"}
    for response in (client.get("/admin/password_change/"), client.post("/admin/password_change/", form)):
        assert response.headers["Location"] == "/accounts/password/change/"
    reporter.refresh_from_db()
    assert reporter.check_password("correct horse battery")


def test_tonight_is_one_press_away_for_whom_it_is(client: Client, editor: User, administrator: User):
    address = reverse("admin:articles_article_tonight")
    for user in (editor, administrator):
        client.force_login(user)
        assert f'<li><a href="{address}">Tonight</a></li>' in client.get("/admin/").text
        assert f'<li><a href="{address}" aria-current="page">Tonight</a></li>' in client.get(address).text
    editor.user_permissions.clear()
    client.force_login(editor)
    assert address not in client.get("/admin/").text
