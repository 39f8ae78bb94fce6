"""What a writer does with the text: blocks, links, shortcuts of typing, pastes; all of it as it will be stored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from articles import body
from articles.models import Article, Picture
from tests.browser.conftest import let_the_caret_rest, open_article, save
from tests.pictures import stored

PASTED = Path(__file__).parent / "pasted"
PASTE = """(element, [kind, text]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData(kind, text)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def page_of(desk_page: Page, draft: Callable[..., Article]) -> Callable[..., tuple[Article, Locator]]:
    def make(html: str = "", **fields: Any) -> tuple[Article, Locator]:
        article = draft(body=html, **fields)
        editor = open_article(desk_page, article)
        editor.click()
        let_the_caret_rest(desk_page)
        return article, editor

    return make


def put_caret(words: Locator) -> None:
    words.click()
    let_the_caret_rest(words.page)


def kept(page: Page, article: Article) -> str:
    """As it was saved; saved again without a change it is the same to the byte, and nothing of it is forbidden."""
    save(page)
    article.refresh_from_db()
    first = article.body
    assert body.clean(first) == first
    open_article(page, article)
    save(page)
    article.refresh_from_db()
    assert article.body == first
    return first


def tool(page: Page, name: str) -> Locator:
    return page.locator(f'.prose-menubar [data-name="{name}"]')


def test_what_is_typed_as_markdown(desk_page: Page, page_of):
    article, _editor = page_of()
    for line in ("## The vote", "**Seven** to two", "- The deck", "The rail"):
        desk_page.keyboard.type(line)
        desk_page.keyboard.press("Enter")
    desk_page.keyboard.press("Enter")  # out of the list
    desk_page.keyboard.type("> Mend it")
    said = "<h2>The vote</h2><p><strong>Seven</strong> to two</p><ul><li>The deck</li><li>The rail</li></ul>"
    assert kept(desk_page, article) == f"{said}<blockquote><p>Mend it</p></blockquote>"


def test_pull_quote_fact_box_and_table(desk_page: Page, page_of):
    article, editor = page_of("<p>Pulled</p><p>Boxed</p><p>Last</p>")
    put_caret(editor.get_by_text("Pulled"))
    tool(desk_page, "pullQuote").click()
    expect(tool(desk_page, "pullQuote")).to_have_attribute("aria-pressed", "true")
    put_caret(editor.get_by_text("Boxed"))
    tool(desk_page, "factBox").click()
    put_caret(editor.get_by_text("Last"))
    desk_page.keyboard.press("End")
    desk_page.keyboard.press("Enter")
    tool(desk_page, "table").click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.type("Who")
    said = kept(desk_page, article)
    assert '<blockquote data-pull=""><p>Pulled</p></blockquote><aside data-box="fact"><p>Boxed</p></aside>' in said
    assert said.count("<th>") == 3
    assert said.count("<tr>") == 3
    for name, words in (("pullQuote", "Pulled"), ("factBox", "Boxed")):
        put_caret(desk_page.locator(".ProseMirror").get_by_text(words))
        tool(desk_page, name).click()
    assert kept(desk_page, article).startswith("<p>Pulled</p><p>Boxed</p><p>Last</p><table>")


def test_gallery_of_pictures(desk_page: Page, page_of):
    pictures = [stored((320, 200), colour=(number, 9, 9), alt=f"Picture {number}") for number in range(3)]
    figures = "".join(f'<figure><img alt="{each.alt}" data-picture="{each.pk}"></figure>' for each in pictures[:2])
    article, editor = page_of(f"<p>First</p>{figures}<p>Last</p>")
    put_caret(editor.locator("img").first)
    tool(desk_page, "gallery").click()
    expect(editor.locator("figure[data-gallery] figure")).to_have_count(2)
    put_caret(editor.locator("img").first)
    with desk_page.expect_popup() as opened:
        tool(desk_page, "gallery").click()
    opened.value.locator(f"button[data-picture='{pictures[2].pk}']").click()
    expect(editor.locator("figure[data-gallery] figure")).to_have_count(3)
    said = kept(desk_page, article)
    assert said.startswith('<p>First</p><figure data-gallery=""><figure>')
    assert set(article.body_pictures.all()) == set(Picture.objects.all())
    assert said.endswith("</figure></figure><p>Last</p>")


def test_links_to_addresses_and_articles(
    desk_page: Page, page_of, published: Callable[..., Article], console: list[str]
):
    published("The wind farm in figures", slug="wind")
    article, editor = page_of("<p>Words</p>")
    desk_page.keyboard.press("Control+a")
    desk_page.keyboard.press("Control+k")
    desk_page.get_by_label("Address, or words of a headline").fill("example.org/minutes")
    desk_page.keyboard.press("Enter")
    expect(editor.locator("a")).to_have_attribute("href", "https://example.org/minutes")
    expect(editor).to_be_focused()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("End")
    desk_page.keyboard.press("Enter")
    tool(desk_page, "readAlso").click()
    desk_page.get_by_label("Words of its headline").fill("wind farm")
    desk_page.get_by_role("button", name="The wind farm in figures").click()
    expect(editor.locator("aside")).to_have_text("The wind farm in figures")
    also = '<aside data-box="read-also"><p><a href="/news/wind/">The wind farm in figures</a></p></aside>'
    said = kept(desk_page, article)
    assert '<a href="https://example.org/minutes">Words</a>' in said
    assert also in said
    put_caret(desk_page.locator(".ProseMirror p").last)
    desk_page.keyboard.press("Control+k")
    desk_page.keyboard.press("Escape")
    expect(desk_page.locator("dialog.desk-link")).to_have_count(0)
    expect(desk_page.locator(".ProseMirror")).to_be_focused()
    assert console == []


@pytest.mark.parametrize("source", ["word", "docs"])
def test_paste_of_a_word_processor_is_cleaned(desk_page: Page, page_of, source: str):
    article, editor = page_of()
    editor.evaluate(PASTE, ["text/html", (PASTED / f"{source}.html").read_text()])
    lists = {
        "word": "<ul><li>The deck<ul><li>Its boards</li></ul></li><li>The rail</li></ul><p>Then:</p>"
        "<ol><li>Close it</li><li>Mend it</li></ol>",
        "docs": "<ul><li>The deck</li><li>The rail</li></ul>",
    }[source]
    first = (
        "<h2>The vote</h2><p><strong>Seven</strong> to <em>two</em>, says "
        '<a href="https://example.org/minutes">the minutes</a>.</p>'
    )
    table = "<table><tbody><tr><td>Aye</td><td>7</td></tr></tbody></table>"
    expect(editor).to_contain_text("minutes")  # once what cleans it is there
    assert kept(desk_page, article).removesuffix("<p></p>") == f"{first}{lists}{table}"


def test_paste_out_of_the_text_itself_keeps_what_it_has(desk_page: Page, page_of):
    article, editor = page_of('<blockquote data-pull=""><p>Pulled</p></blockquote><p>Last</p>')
    copied = editor.evaluate("""(element) => {
      const { view, state } = element.editor
      return view.serializeForClipboard(state.doc.slice(0, state.doc.firstChild.nodeSize)).dom.innerHTML
    }""")
    put_caret(editor.get_by_text("Last"))
    desk_page.keyboard.press("End")
    desk_page.keyboard.press("Enter")
    editor.evaluate(PASTE, ["text/html", copied])
    expect(editor.locator("blockquote")).to_have_count(2)
    assert kept(desk_page, article).count("data-pull") == 2


def test_tools_by_keyboard(desk_page: Page, page_of):
    _article, editor = page_of("<p>Words</p>")
    desk_page.keyboard.press("Control+a")
    desk_page.keyboard.press("Alt+F10")
    bar = desk_page.get_by_role("toolbar", name="Tools of the text")
    expect(bar.locator("button").first).to_be_focused()
    desk_page.keyboard.press("ArrowLeft")
    expect(desk_page.get_by_role("button", name="Edit the HTML")).to_be_focused()
    desk_page.keyboard.press("Home")
    for _step in range(5):
        desk_page.keyboard.press("ArrowRight")
    expect(tool(desk_page, "bold")).to_be_focused()
    assert bar.locator("button[tabindex='0']").count() == 1
    desk_page.keyboard.press("Enter")
    expect(editor.locator("strong")).to_have_text("Words")
    expect(tool(desk_page, "bold")).to_have_attribute("aria-pressed", "true")
    desk_page.keyboard.press("Shift+Tab")
    expect(tool(desk_page, "bold")).to_be_focused()
    desk_page.keyboard.press("Escape")
    expect(editor).to_be_focused()
