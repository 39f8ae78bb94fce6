"""An editor's day, in the browser: write, look, publish, schedule."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.models import Article, Author, Picture
from tests.browser.conftest import editor_of, let_the_caret_rest, open_article, save
from tests.pictures import stored


@pytest.fixture
def picture(db: None) -> Picture:
    return stored((320, 200), alt="The bridge at dawn", caption="At dawn")


def choose_author(page: Page, author: Author) -> None:
    page.get_by_role("button", name="Add another Byline").click()
    page.get_by_role("combobox", name="Author").fill(author.name[:4])
    page.get_by_role("option", name=author.name).click()


def test_article_is_written_looked_at_and_published(
    desk_page: Page, live_server: Any, author: Author, browser: Browser, console: list[str]
):
    desk_page.goto(f"{live_server.url}/admin/articles/article/add/")
    editor = editor_of(desk_page)
    expect(desk_page.locator("#id_headline")).to_be_focused()
    desk_page.keyboard.type("Council votes on the bridge")
    expect(desk_page.locator("#id_slug")).to_have_value("council-votes-on-the-bridge")
    desk_page.locator("#id_standfirst").fill("Seven to two.")
    editor.click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.type("The council voted. ")
    desk_page.keyboard.press("Control+b")
    desk_page.keyboard.type("Seven to two.")
    desk_page.locator("#id_category").select_option(label="News")
    desk_page.locator("#id_tags").fill("city hall, Bridges")
    choose_author(desk_page, author)
    save(desk_page)
    article = Article.objects.get()
    assert article.status == "draft"
    assert article.body == "<p>The council voted. <strong>Seven to two.</strong></p>"
    assert article.byline_text == author.name

    desk_page.get_by_role("button", name="Preview", exact=True).click()
    preview = desk_page.frame_locator("dialog.desk-preview iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Council votes on the bridge")
    desk_page.get_by_role("button", name="Close", exact=True).click()

    with desk_page.expect_navigation():
        desk_page.get_by_role("button", name="Publish now").click()
    expect(desk_page.locator(".desk-bar .desk-status")).to_have_text("Live")
    expect(desk_page.get_by_role("button", name="Update", exact=True)).to_be_visible()
    with browser.new_context() as anonymous:
        page = anonymous.new_page()
        page.goto(f"{live_server.url}/news/council-votes-on-the-bridge/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Council votes on the bridge")
        expect(page.locator("article")).to_contain_text("The council voted. Seven to two.")
    assert console == []


def test_article_is_scheduled(desk_page: Page, draft: Callable[..., Article]):
    article = draft()
    open_article(desk_page, article)
    at = timezone.localtime() + timedelta(days=1)
    desk_page.locator("#id_appear_at").fill(f"{at:%Y-%m-%dT14:30}")
    with desk_page.expect_navigation():
        desk_page.get_by_role("button", name="Schedule", exact=True).click()
    expect(desk_page.locator(".desk-bar .desk-status")).to_have_text(re.compile(r"Scheduled .*14:30 E[SD]T"))
    article.refresh_from_db()
    assert article.is_scheduled


def test_enter_in_a_field_sends_nothing(desk_page: Page, published: Callable[..., Article]):
    article = published()
    open_article(desk_page, article)
    desk_page.locator("#id_kicker").fill("By accident")
    desk_page.keyboard.press("Enter")
    desk_page.locator("#id_slug").click()
    article.refresh_from_db()
    assert article.kicker == ""
    expect(desk_page.locator("#id_kicker")).to_have_value("By accident")


def test_leaving_asks_only_about_what_is_not_kept(desk_page: Page, live_server: Any, draft: Callable[..., Article]):
    article = draft()
    open_article(desk_page, article).click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.type("More")
    asked: list[str] = []
    desk_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk_page.goto(f"{live_server.url}/admin/")
    assert asked == []
    editor, use = open_article(desk_page, article), desk_page.get_by_role("button", name="Use it")
    # By the last request of the page that was left, or offered from its copy: whichever was first.
    expect(editor.filter(has_text="More").or_(use).first).to_be_visible()
    if use.is_visible():
        use.click()
    expect(editor).to_contain_text("More")
    desk_page.locator("#id_note").evaluate("field => field.closest('details').open = true")
    desk_page.locator("#id_note").fill("Only with a save")
    desk_page.goto(f"{live_server.url}/admin/")
    assert asked == ["beforeunload"]


def test_picture_of_the_library_is_put_into_the_text(
    desk_page: Page, draft: Callable[..., Article], picture: Picture, console: list[str]
):
    article = draft(body="")
    open_article(desk_page, article).click()
    desk_page.locator(".prose-menubar__button[data-name=figure]").click()
    with desk_page.expect_popup() as opened:
        desk_page.get_by_role("button", name="Browse...").click()
    opened.value.locator("button[data-picture]").click()
    expect(desk_page.locator("dialog input[name=altText]")).to_have_value("The bridge at dawn")
    desk_page.get_by_role("button", name="Insert", exact=True).click()
    expect(desk_page.locator(".ProseMirror figure img")).to_be_visible()
    save(desk_page)
    article.refresh_from_db()
    assert list(article.body_pictures.all()) == [picture]
    assert f'data-picture="{picture.pk}"' in article.body
    assert "<figcaption>At dawn</figcaption>" in article.body
    assert console == []


def test_body_is_a_plain_textarea_without_scripts(
    browser: Browser, desk_page: Page, live_server: Any, draft: Callable[..., Article]
):
    article = draft(body="<p>One</p>")
    with browser.new_context(java_script_enabled=False, storage_state=desk_page.context.storage_state()) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        page.locator("#id_body").fill("<p>Two</p>")
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
    article.refresh_from_db()
    assert article.body == "<p>Two</p>"


@pytest.mark.parametrize(
    "path", ["", "articles/article/", "articles/picture/add/", "newsroom/page/add/", "accounts/user/add/"]
)
def test_no_page_of_the_desk_breaks_the_policy(desk_page: Page, live_server: Any, console: list[str], path: str):
    desk_page.goto(f"{live_server.url}/admin/{path}", wait_until="networkidle")
    assert console == []


def test_buttons_sleep_while_the_form_is_under_way(desk_page: Page, live_server: Any):
    desk_page.goto(f"{live_server.url}/admin/articles/article/add/")
    button = desk_page.get_by_role("button", name="Save", exact=True)
    desk_page.evaluate("document.querySelector('#article_form').dispatchEvent(new Event('submit'))")
    expect(button).to_be_disabled()
    desk_page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(button).to_be_enabled()
