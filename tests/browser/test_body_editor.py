"""Nothing of a stored text is lost on its way through the rich-text editor."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles import body
from articles.models import Article, Picture
from tests.browser.conftest import let_the_caret_rest, open_article, save

EVERYTHING = (Path(__file__).parent / "every_element.html").read_text()


@pytest.fixture
def everything(draft: Callable[..., Article]) -> Article:
    picture = Picture.objects.create(alt="The bridge")
    return draft(body=EVERYTHING.replace("PK", str(picture.pk)))


def test_the_sample_has_every_element_that_may_be_stored(everything: Article):
    assert set(re.findall(r"<([a-z][a-z0-9]*)", everything.body)) == (
        body.TEXT_LEVEL | body.BLOCKS | body.TABLES | body.MEDIA
    )


def test_saving_without_an_edit_changes_nothing(desk_page: Page, everything: Article):
    open_article(desk_page, everything)
    save(desk_page)
    before = everything.body
    everything.refresh_from_db()
    assert everything.revisions.count() == 2
    assert everything.body == before


def test_an_edit_changes_only_what_was_edited(desk_page: Page, everything: Article):
    editor = open_article(desk_page, everything)
    expect(editor).to_be_editable()
    editor.locator("p").last.click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("End")
    desk_page.keyboard.type(" words, typed")
    save(desk_page)
    before = everything.body
    everything.refresh_from_db()
    assert everything.body == before.replace("<p>Last</p>", "<p>Last words, typed</p>")


TYPE_INTO_EVERYTHING = """(element) => {
  const { state, view } = element.editor
  const ends = []
  state.doc.descendants((node, at) => { if (node.isTextblock) ends.unshift(at + 1 + node.content.size) })
  view.dispatch(ends.reduce((change, end) => change.insertText("¤", end), state.tr))
  return ends.length
}"""
SAY_THE_SAME = """async ([one, other]) => {
  const { fingerprint } = await import("/static/js/desk/body_fingerprint.js")
  const said = (html) => fingerprint(new DOMParser().parseFromString(html, "text/html").body)
  return said(one) === said(other)
}"""


def test_typing_into_every_block_loses_no_element(desk_page: Page, everything: Article):
    editor = open_article(desk_page, everything)
    assert editor.evaluate(TYPE_INTO_EVERYTHING) > 25
    save(desk_page)
    before = everything.body
    everything.refresh_from_db()
    assert everything.body.count("¤") > 25
    open_article(desk_page, everything)
    assert desk_page.evaluate(SAY_THE_SAME, [before, everything.body.replace("¤", "")])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("<p>a <b>b</b></p>", "<p>a <strong>b</strong></p>", True),
        ("<ul>\n<li>a</li></ul>", "<ul><li><p>a</p></li></ul>", True),
        ("<p><a href='/x'><em>a</em></a></p>", "<p><em><a href='/x'>a</a></em></p>", True),
        ("<p>a</p>", "<p>b</p>", False),
        ("<p id='a'>a</p>", "<p>a</p>", False),
        ("<p>a<a id='x'></a></p>", "<p>a</p>", False),
        ("<p>a&nbsp;b</p>", "<p>a b</p>", False),
        ("<p>a<br>b</p>", "<p>a b</p>", False),
        ("<p>a b</p>", "<p>a</p><p>b</p>", False),
        ("<p><s>a</s></p>", "<p><del>a</del></p>", False),
        ("<figure><a href='/x'><img alt='a'></a></figure>", "<figure><img alt='a'></figure>", False),
        ("<table><tr><td colspan='2'>a</td></tr></table>", "<table><tr><td>a</td></tr></table>", False),
        ("<table><thead><tr><th>a</th></tr></thead></table>", "<table><tr><th>a</th></tr></table>", False),
        ("<aside><p>a</p></aside>", "<p>a</p>", False),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>", False),
    ],
)
def test_loss_is_noticed(desk_page: Page, draft: Callable[..., Article], one: str, other: str, is_same: bool):
    open_article(desk_page, draft())
    assert desk_page.evaluate(SAY_THE_SAME, [one, other]) is is_same


def test_what_the_editor_has_no_tools_for_is_shown_closed(desk_page: Page, draft: Callable[..., Article]):
    editor = open_article(
        desk_page, draft(body="<dl><dt>Term</dt></dl><figure><a href='/'><img alt='a'></a></figure><p>a</p>")
    )
    expect(editor.locator(".desk-kept")).to_have_count(2)
    expect(editor.locator("p")).to_have_count(1)


def test_html_view_edits_the_same_text(desk_page: Page, draft: Callable[..., Article]):
    article = draft(body="<p>One</p><dl><dt>Term</dt></dl>")
    editor = open_article(desk_page, article)
    desk_page.get_by_role("button", name="Edit the HTML").click()
    desk_page.locator("#id_body").fill("<p>Two</p><dl><dt>Word</dt></dl>")
    desk_page.get_by_role("button", name="Back to the text").click()
    expect(editor.locator(".desk-kept")).to_have_text("Word")
    save(desk_page)
    article.refresh_from_db()
    assert article.body == "<p>Two</p><dl><dt>Word</dt></dl>"


def test_pasted_address_of_a_video_becomes_the_video(desk_page: Page, draft: Callable[..., Article]):
    article = draft(body="")
    editor = open_article(desk_page, article)
    editor.click()
    let_the_caret_rest(desk_page)
    editor.evaluate("""(element) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/plain", "https://youtu.be/dQw4w9WgXcQ")
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    }""")
    expect(editor.locator(".desk-embed")).to_be_visible()
    save(desk_page)
    article.refresh_from_db()
    url = "https://youtu.be/dQw4w9WgXcQ"
    assert f'<figure data-embed="{url}"><a href="{url}">{url}</a></figure>' in article.body
