"""Words that somebody remarked on are marked in the text, and stay marked while it is typed in."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles import remarks
from articles.models import Article
from tests.browser.conftest import editor_of, let_the_caret_rest, open_article, save
from tests.browser.reading import violations

BODY = "<p>The bridge is old.</p><p>A new bridge costs more than a bridge that is mended.</p>"
# What is marked, and of the first of it, what stands before it in its paragraph.
MARKED = """() => [...(CSS.highlights.get("remarks") ?? [])].map((range) => {
  const before = new Range()
  before.setStart(range.startContainer.parentElement.closest("p"), 0)
  before.setEnd(range.startContainer, range.startOffset)
  return [`${before}`, `${range}`]
})"""


@pytest.fixture
def article(draft: Callable[..., Article], administrator: User) -> Article:
    article = draft(body=BODY)
    around = ("costs more than a ", " that is mended")
    remarks.say(article, "Which one?", by=administrator, quote="bridge", field="body", around=around)
    remarks.say(article, "Longer", by=administrator, quote="votes", field="headline")
    return article


def wait_for_marks(page: Page, *expected: list[str]) -> None:
    wanted = json.dumps(expected, separators=(",", ":"))
    page.wait_for_function(f"(wanted) => JSON.stringify(({MARKED})()) === wanted", arg=wanted)


def test_marked_words_move_with_the_text_and_lead_to_their_remark(
    desk_page: Page, article: Article, console: list[str]
):
    editor = open_article(desk_page, article)
    wait_for_marks(desk_page, ["A new bridge costs more than a ", "bridge"])
    panel = desk_page.locator("#remarks")
    quote = panel.get_by_role("button", name="bridge", exact=True)
    editor.locator("p").first.click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("Control+Home")
    desk_page.keyboard.type("One bridge more. ")
    desk_page.keyboard.press("Enter")
    wait_for_marks(desk_page, ["A new bridge costs more than a ", "bridge"])

    quote.click()
    expect(editor).to_be_focused()
    assert desk_page.evaluate("`${getSelection()}`") == "bridge"
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("ArrowLeft")
    note = desk_page.locator(".desk-remark-note")
    expect(note).to_contain_text("Which one?")
    for scheme in ("light", "dark"):
        desk_page.emulate_media(color_scheme=scheme)
        assert violations(desk_page) == [], scheme
    note.click()
    remark = panel.locator("li", has_text="Which one?")
    expect(remark).to_be_focused()
    expect(note).to_be_hidden()
    quote.click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("ArrowLeft")
    expect(note).to_be_visible()
    desk_page.keyboard.press("Control+Alt+m")
    expect(remark).to_be_focused()

    panel.get_by_role("button", name="votes").click()
    headline = desk_page.locator("#id_headline")
    expect(headline).to_be_focused()
    assert headline.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "votes"

    lost = remark.get_by_text("These words are not in the text any more.")
    expect(lost).to_be_hidden()
    quote.click()
    desk_page.keyboard.type("tunnel")
    expect(lost).to_be_visible()
    wait_for_marks(desk_page)
    save(desk_page)
    editor_of(desk_page)
    expect(lost).to_be_visible()
    assert console == []


def test_a_remark_said_here_is_marked_where_it_was_selected(desk_page: Page, article: Article):
    editor = open_article(desk_page, article)
    wait_for_marks(desk_page, ["A new bridge costs more than a ", "bridge"])
    article.remarks.all().delete()
    editor.locator("p").nth(1).click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("End")
    desk_page.keyboard.press("Control+Home")
    for _ in "The bridge is old.":
        desk_page.keyboard.press("ArrowRight")
    for _ in range(7):
        desk_page.keyboard.press("ArrowRight")
    for _ in "bridge":
        desk_page.keyboard.press("Shift+ArrowRight")
    assert desk_page.evaluate("`${getSelection()}`") == "bridge"
    desk_page.keyboard.press("Control+Alt+m")
    panel = desk_page.locator("#remarks")
    expect(panel.get_by_label("Remark", exact=True)).to_be_focused()
    desk_page.keyboard.type("This one")
    panel.get_by_role("button", name="Add remark").click()
    wait_for_marks(desk_page, ["A new ", "bridge"])
    panel.get_by_role("button", name="Settle").click()
    wait_for_marks(desk_page)
