"""Reporting an error in an article: by marking its words, and without scripts."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from accounts.models import User
from articles.models import Article
from comments.models import ArticleError
from tests.browser.conftest import sign_in as sign_in_at_the_desk
from tests.browser.reading import DESK, PHONE, overflow, reading, violations
from tests.browser.test_reply import sign_in

MARK = """(words) => {
  const paragraph = [...document.querySelectorAll(".e-content p")].find((each) => each.textContent.includes(words))
  const start = paragraph.firstChild.data.indexOf(words)
  getSelection().setBaseAndExtent(paragraph.firstChild, start, paragraph.firstChild, start + words.length)
  paragraph.scrollIntoView({ block: "center" })
}"""


@pytest.fixture
def article(published: Callable[..., Article], reader: User) -> Article:
    reader.confirm_email()
    paragraphs = "".join(f"<p>Paragraph {n} of many, which says what happened and when.</p>" for n in range(12))
    return published(body=f"{paragraphs}<p>The bridge cost 5 million dollars.</p>")


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_by_marking_the_words(
    browser: Browser, live_server: Any, article: Article, reader: User, width: int, theme: Literal["light", "dark"]
):
    with reading(browser, live_server.url + article.get_absolute_url(), theme=theme, width=width) as opened:
        page = opened.page
        tool = page.locator("[data-error-tool]")
        expect(tool).to_be_hidden()
        page.evaluate(MARK, "5 million")
        expect(tool).to_be_visible()
        assert violations(page, within="article") == []
        assert overflow(page) == 0
        page.evaluate("getSelection().removeAllRanges()")
        expect(tool).to_be_hidden()
        page.evaluate(MARK, "5 million")
        tool.click()
        sign_in(page, reader)
        expect(page.get_by_label("The words it is in")).to_have_value("5 million")
        expect(page.get_by_label("The bridge cost 5 million dollars.")).to_be_checked()
        assert violations(page) == []
        assert overflow(page) == 0
        page.get_by_label("What is wrong").fill("It was 6 million.")
        page.get_by_role("button", name="Send to the desk").click()
        expect(page.get_by_text("The desk has not answered yet.")).to_be_visible()
        assert violations(page) == []
        assert overflow(page) == 0
        assert ArticleError.objects.get().paragraph == 14
        assert opened.console == []


def test_without_scripts(browser: Browser, live_server: Any, article: Article, reader: User):
    with reading(browser, live_server.url + article.get_absolute_url(), width=PHONE, scripts=False) as opened:
        page = opened.page
        expect(page.locator("[data-error-tool]")).to_be_hidden()
        page.get_by_role("link", name="Report an error").click()
        sign_in(page, reader)
        page.get_by_label("The bridge cost 5 million dollars.").check()
        page.get_by_label("The words it is in").fill("7 million")
        page.get_by_label("What is wrong").fill("It was 6 million.")
        page.get_by_role("button", name="Send to the desk").click()
        expect(page.get_by_text("These words are not in that paragraph.")).to_be_visible()
        expect(page.get_by_label("What is wrong")).to_have_value("It was 6 million.")
        page.get_by_label("The words it is in").fill("5 million")
        page.get_by_role("button", name="Send to the desk").click()
        expect(page.get_by_text("The desk has not answered yet.")).to_be_visible()
        assert overflow(page) == 0


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "light"), (DESK, "dark")])
def test_the_desk_answers(
    browser: Browser, live_server: Any, article: Article, administrator: User, reader: User, width: int, theme: Any
):
    revision = article.revisions.first()
    ArticleError.objects.create(
        article=article, revision=revision, paragraph=14, quote="5 million", text="It was 6 million.", user=reader
    )
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en-US") as context:
        page = context.new_page()
        sign_in_at_the_desk(page, live_server.url, administrator)
        page.goto(f"{live_server.url}/admin/")
        page.get_by_role("link", name="1 error that readers found").click()
        assert violations(page) == []
        page.get_by_role("link", name=article.headline).click()
        expect(page.locator("mark")).to_have_text("5 million")
        assert violations(page) == []
        assert overflow(page) == 0
        page.get_by_label("What the reader is told").fill("Thank you, it was six.")
        page.get_by_role("button", name="It is corrected").click()
        expect(page.locator(".messagelist")).to_contain_text("Saved")
        assert ArticleError.objects.get().state == "corrected"
