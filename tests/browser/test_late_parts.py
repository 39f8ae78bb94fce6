"""What the editor fetches at its first use: nothing is lost while it is on its way, or if it never comes."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from articles.models import Article
from tests.browser.conftest import editor_of, let_the_caret_rest, open_article
from tests.browser.test_choosers import LIST, pictures, slow

__all__ = ["pictures"]

LOST = "A part of this page did not come. Save, then load the page again."
DROP = """(editor) => {
  const data = new DataTransfer()
  data.setData("text/html", "<p style='color: red'>Dropped <b>words</b></p>")
  const box = editor.firstElementChild.getBoundingClientRect()
  const about = { bubbles: true, cancelable: true, dataTransfer: data }
  const drop = new DragEvent("drop", { ...about, clientX: box.left + 3, clientY: box.top + 5 })
  editor.firstElementChild.dispatchEvent(drop)
}"""


def refuse(route: Route) -> None:
    route.abort()


def test_what_is_dropped_before_the_cursor_was_in_the_text(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(body="<p>First</p>"))
    editor = editor_of(desk_page)
    editor.evaluate(DROP)
    expect(editor).to_contain_text("Dropped words")
    assert "style=" not in editor.locator("p", has_text="Dropped").first.evaluate("each => each.outerHTML")
    editor.evaluate(DROP)
    expect(editor.locator("strong")).to_have_text(["words", "words"])


def test_what_is_dropped_while_nothing_can_be_fetched(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(body="<p>First</p>"))
    desk_page.route("**/body_paste_html*.js", refuse)
    editor = editor_of(desk_page)
    editor.evaluate(DROP)
    expect(editor).to_contain_text("Dropped words")
    expect(editor.locator("strong")).to_have_count(0)


def test_what_is_pasted_just_before_it_is_saved(desk_page: Page, draft: Callable[..., Article]):
    article = draft(body="<p>First</p>")
    open_article(desk_page, article)
    held: list[Route] = []
    desk_page.route("**/body_paste_html*.js", lambda route: held.append(route))
    with desk_page.expect_request("**/body_paste_html*.js"):
        editor_of(desk_page).evaluate(DROP)
    with desk_page.expect_navigation():
        desk_page.locator("button[name=_save]").click()
        for route in held:
            route.continue_()
    article.refresh_from_db()
    assert "Dropped <strong>words</strong>" in article.body


def test_what_is_typed_for_a_dialog_that_never_comes(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft(body="<p>First</p>"))
    held: list[Route] = []
    desk_page.route("**/body_link_put*.js", lambda route: held.append(route))  # it is asked for attributes
    editor = editor_of(desk_page)
    with desk_page.expect_request("**/body_link_put*.js"):
        editor.click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("Control+End")
    desk_page.keyboard.press("Control+k")
    desk_page.keyboard.type(" second.")
    desk_page.keyboard.press("Backspace")
    expect(editor).to_have_text("First")
    for route in held:
        route.abort()
    expect(editor).to_have_text("First second")
    expect(desk_page.get_by_role("alert")).to_have_text(LOST)
    desk_page.keyboard.type("!")
    expect(editor).to_contain_text("!")


def test_preview_that_could_not_be_fetched_opens_the_next_time(desk_page: Page, draft: Callable[..., Article]):
    open_article(desk_page, draft())
    desk_page.route("**/preview_pane*.js", refuse)
    opener = desk_page.locator("[data-preview-opener]")
    opener.click()
    expect(desk_page.get_by_role("alert")).to_have_text(LOST)
    desk_page.unroute("**/preview_pane*.js")
    opener.click()
    expect(desk_page.locator("[data-preview]")).to_be_visible()


def test_enter_takes_nothing_that_was_found_for_other_words(
    desk_page: Page, draft: Callable[..., Article], pictures: object
):
    open_article(desk_page, draft())
    field = desk_page.get_by_role("combobox", name="Lead picture")
    field.focus()
    desk_page.keyboard.type("bridge")
    expect(desk_page.locator(LIST)).to_have_count(3)
    desk_page.keyboard.press("ArrowDown")
    with slow(desk_page, "**/autocomplete/**"):
        desk_page.keyboard.type(" dawn")
        desk_page.keyboard.press("Enter")
        expect(field).to_have_value("bridge dawn")
        desk_page.keyboard.type("!")
        expect(field).to_have_value("bridge dawn!")
