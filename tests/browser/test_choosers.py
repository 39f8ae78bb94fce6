"""Fields of the editor in which one finds something by its words, rows of them, and what is added beside them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, Author, Picture
from tests.browser.conftest import let_the_caret_rest, open_article, save
from tests.browser.reading import violations
from tests.pictures import stored

LIST = "[role=listbox]:visible [role=option]"


@pytest.fixture
def pictures(db: None) -> list[Picture]:
    return [stored((320, 200), alt=f"The bridge at {hour}", caption=f"At {hour}") for hour in ("dawn", "noon", "night")]


def chooser(page: Page, field: str) -> Locator:
    return page.locator(f".field-{field} [role=combobox]")


@contextmanager
def slow(page: Page, part: str) -> Iterator[None]:
    """The answer comes when the block is over."""
    held: list[Any] = []
    is_over = False
    page.route(part, lambda route: route.continue_() if is_over else held.append(route))
    with page.expect_request(part):
        yield
    is_over = True
    for route in held:
        route.continue_()


def test_picture_is_found_and_taken_away_by_keys(
    desk_page: Page, draft: Callable[..., Article], pictures: list[Picture], console: list[str]
):
    article = draft()
    open_article(desk_page, article)
    field = desk_page.get_by_role("combobox", name="Lead picture")
    expect(field).to_have_attribute("aria-expanded", "false")
    with slow(desk_page, "**/combobox_list*.js"):
        field.focus()
        desk_page.keyboard.type("bridge")
        for key in ("ArrowDown", "ArrowDown"):
            desk_page.keyboard.press(key)
    expect(field).to_have_value("bridge")
    expect(desk_page.locator(LIST)).to_have_count(3)
    second = desk_page.locator(LIST).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    expect(desk_page.locator(".field-lead_picture [role=status]")).to_have_text("3 found")
    assert violations(desk_page) == []
    words = second.text_content()
    desk_page.keyboard.press("Enter")
    expect(field).to_have_value(str(words))
    expect(field).to_have_attribute("aria-expanded", "false")
    desk_page.keyboard.press("Enter")  # sends nothing
    field.fill("something else")
    expect(desk_page.locator(".field-lead_picture [role=status]")).to_have_text("Nothing found")
    desk_page.keyboard.press("Tab")
    expect(field).to_have_value(str(words))
    save(desk_page)
    article.refresh_from_db()
    assert str(article.lead_picture) == words
    field.fill("")
    field.blur()
    save(desk_page)
    article.refresh_from_db()
    assert article.lead_picture is None
    assert console == []


def test_rows_are_added_taken_away_and_counted(desk_page: Page, draft: Callable[..., Article], author: Author):
    others = [Author.objects.create(name=name, slug=name.lower()) for name in ("Bea", "Cid", "Dot")]
    article = draft(bylines=[])
    open_article(desk_page, article)
    rows = desk_page.locator("#bylines-group .inline-related:not(.empty-form)")
    before = rows.count()
    for other in others:
        desk_page.get_by_role("button", name="Add another Byline").click()
        expect(chooser(desk_page, "author").last).to_have_count(1)
        field = rows.last.get_by_role("combobox", name="Author")
        expect(field).to_be_focused()
        field.fill(other.name)
        rows.last.locator(LIST).click()
        expect(field).to_have_value(other.name)
    rows.nth(before + 1).get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(before + 2)
    assert [each.get_attribute("id") for each in rows.all()] == [f"bylines-{number}" for number in range(before + 2)]
    expect(desk_page.locator("#id_bylines-TOTAL_FORMS")).to_have_value(str(before + 2))
    moved = rows.last.get_by_role("combobox", name="Author")
    expect(moved).to_have_value("Dot")
    moved.fill("Ce")
    moved.fill("Ci")
    rows.last.locator(LIST, has_text="Cid").click()
    assert violations(desk_page) == []
    save(desk_page)
    article.refresh_from_db()
    assert article.byline_text == "Bea and Cid"


def test_list_that_goes_on_says_so(desk_page: Page, draft: Callable[..., Article]):
    Author.objects.bulk_create(Author(name=f"Writer {number}", slug=f"writer-{number}") for number in range(22))
    open_article(desk_page, draft(bylines=[]))
    desk_page.get_by_role("button", name="Add another Byline").click()
    row = desk_page.locator("#bylines-group .inline-related:not(.empty-form)").last
    field, said = row.get_by_role("combobox", name="Author"), row.get_by_role("status")
    expect(field).to_be_focused()
    field.fill("writer")
    expect(said).to_have_text("The first 20 of more")
    expect(row.locator(LIST)).to_have_count(20)
    field.press("ArrowUp")
    expect(row.locator(LIST).last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(said).to_have_text("22 found")
    expect(row.locator(LIST)).to_have_count(22)


def test_what_is_made_beside_a_choice_is_chosen(desk_page: Page, draft: Callable[..., Article], author: Author):
    article = draft()
    open_article(desk_page, article)
    rows = desk_page.locator("#bylines-group .inline-related:not(.empty-form)")
    with desk_page.expect_popup() as popup:
        rows.first.get_by_title("Change selected author").click()
    popup.value.locator("#id_name").fill("Ann Changed")
    with popup.value.expect_event("close"):
        popup.value.locator("input[name=_save]").click()
    expect(rows.first.get_by_role("combobox", name="Author")).to_have_value("Ann Changed")
    desk_page.get_by_role("button", name="Add another Byline").click()
    with desk_page.expect_popup() as popup:
        rows.last.get_by_title("Add another author").click()
    popup.value.locator("#id_name").fill("Newly Made")
    popup.value.locator("#id_slug").fill("newly-made")
    with popup.value.expect_event("close"):
        popup.value.locator("input[name=_save]").click()
    expect(rows.last.get_by_role("combobox", name="Author")).to_have_value("Newly Made")
    save(desk_page)
    article.refresh_from_db()
    assert article.byline_text == "Ann Changed and Newly Made"


def test_what_is_typed_before_the_dialog_is_there_stands_in_it(desk_page: Page, draft: Callable[..., Article]):
    article = draft(body="<p>Words</p>")
    editor = open_article(desk_page, article)
    with slow(desk_page, "**/body_link_put*.js"):
        editor.click()
        let_the_caret_rest(desk_page)
        desk_page.keyboard.press("Control+k")
        desk_page.keyboard.type("example.org")
    dialog = desk_page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_role("textbox")).to_have_value("example.org")
    desk_page.keyboard.press("Escape")
    expect(editor).to_have_text("Words")
