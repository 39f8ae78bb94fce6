"""Looking at an article before readers do: beside the form while it is typed, and from outside by a link."""

from collections.abc import Iterator
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, FrameLocator, Page, expect

from accounts.models import User
from articles import preview_links
from articles.models import Article, PreviewLink, Remark
from tests.browser.conftest import let_the_caret_rest, open_article, sign_in
from tests.browser.reading import every_reading, overflow, reading, violations

LONG = "".join(f"<p>Paragraph {n} {'of a text that is long ' * 10}</p>" for n in range(100))
WORDS = "Words nobody saved and which stand there all the same".split()
FRAME = "dialog.desk-preview iframe"


def pane(page: Page) -> FrameLocator:
    return page.frame_locator(FRAME)


def opened(page: Page, article: Article) -> Any:
    editor = open_article(page, article)
    page.get_by_role("button", name="Preview", exact=True).click()
    pane(page).locator("h1").wait_for()
    return editor


def waits(page: Page, *words: str) -> Iterator[float]:
    """How long after the last key each is shown; the shortest is what the page takes, the rest what else runs here."""
    for word in words:
        page.keyboard.type(f" {word}")
        since = monotonic()
        expect(pane(page).locator(".text")).to_contain_text(word, timeout=20_000)
        yield monotonic() - since


def pressed(page: Page, name: str) -> str | None:
    return page.get_by_role("button", name=name, exact=True).get_attribute("aria-pressed")


def test_shows_what_is_typed_within_a_second_and_where_one_was(desk_page: Page, draft, console: list[str]):
    editor = opened(desk_page, draft(body=LONG))
    frame = desk_page.locator(FRAME).element_handle().content_frame()
    expect(pane(desk_page).locator("html")).to_have_attribute("data-theme", "light")
    frame.evaluate("document.querySelector('main').scrollHeight && scrollTo(0, 1500)")
    desk_page.locator("#id_headline").press_sequentially("Again: ")
    expect(pane(desk_page).locator("h1")).to_have_text("Again: Council votes on the bridge")
    editor.locator("p").nth(9).click()
    let_the_caret_rest(desk_page)
    desk_page.keyboard.press("End")
    assert any(wait < 1 for wait in waits(desk_page, *WORDS))
    assert abs(frame.evaluate("scrollY") - 1500) < 60
    assert Article.objects.get().headline == "Council votes on the bridge"
    for name, width in {"Phone": 390, "Tablet": 820, "Desktop": 1280}.items():
        desk_page.get_by_role("button", name=name, exact=True).click()
        assert [pressed(desk_page, each) for each in ("Phone", "Tablet", "Desktop")].count("true") == 1
        assert frame.evaluate("innerWidth") == width
        box = desk_page.locator(FRAME).bounding_box()
        assert box
        assert box["x"] + box["width"] <= 1441
    desk_page.get_by_role("button", name="Dark theme").click()
    assert pressed(desk_page, "Dark theme") == "true"
    expect(pane(desk_page).locator("html")).to_have_attribute("data-theme", "dark")
    assert console == []


def test_by_keyboard_and_clean_in_both_themes(browser: Browser, live_server: Any, draft, administrator: User):
    article = draft(body=LONG)
    for theme, width in (("light", 1440), ("dark", 1440), ("light", 820), ("dark", 820)):
        with reading(browser, live_server.url, theme=theme, width=width) as opened_at:
            page = opened_at.page
            sign_in(page, live_server.url, administrator)
            open_article(page, article)
            opener = page.locator("[data-preview-opener]")
            before = violations(page)
            page.keyboard.press("Control+p")
            pane(page).locator("h1").wait_for()
            expect(opener).to_have_attribute("aria-expanded", "true")
            assert (set(violations(page)) - set(before), overflow(page)) == (set(), 0), str(opened_at)
            assert page.get_by_role("link", name="Preview", exact=True).count() == 0
            page.get_by_role("button", name="Close", exact=True).press("Escape")
            expect(page.locator("dialog.desk-preview")).to_be_hidden()
            expect(opener).to_be_focused()
            page.goto(urljoin(page.url, f"/admin/articles/article/{article.pk}/preview/frame/"))
            assert violations(page) == [], str(opened_at)
            assert opened_at.console == [], str(opened_at)


def test_without_scripts_it_is_a_page(browser: Browser, live_server: Any, draft, administrator: User):
    article = draft(body="<p>Saved words</p>")
    with reading(browser, live_server.url, scripts=False) as opened_at:
        page = opened_at.page
        sign_in(page, live_server.url, administrator)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        assert page.get_by_role("button", name="Preview", exact=True).count() == 0
        with page.expect_popup() as tab:
            page.get_by_role("link", name="Preview", exact=True).click()
        expect(tab.value.locator(".text")).to_contain_text("Saved words")


def test_how_others_show_it_follows_what_is_typed(desk_page: Page, draft):
    open_article(desk_page, draft(standfirst="A sentence under the headline that is long enough."))
    desk_page.locator(".desk-panel summary", has_text="SEO and sharing").click()
    desk_page.locator("[data-elsewhere-panel] > summary").click()
    result = desk_page.locator(".elsewhere-result")
    expect(result).to_contain_text("from: headline")
    desk_page.locator("#id_seo_title").fill("Bridge vote")
    expect(result).to_contain_text("Bridge vote | Newsroom")
    expect(result).not_to_contain_text("from: headline")
    assert violations(desk_page, within="[data-elsewhere-panel]") == []


def test_a_link_for_somebody_without_an_account(
    browser: Browser, desk_page: Page, live_server: Any, draft, administrator: User
):
    article = draft(body=LONG, standfirst="In short")
    desk_page.goto(urljoin(desk_page.url, f"/admin/articles/article/{article.pk}/preview/links/"))
    desk_page.get_by_label("For whom").fill("Ada Counsel")
    desk_page.get_by_role("button", name="Make a link").click()
    path = urlsplit(desk_page.locator("#address").input_value()).path
    assert violations(desk_page) == []
    for outside in every_reading(browser, f"{live_server.url}{path}"):
        expect(outside.page.locator(".preview-banner")).to_contain_text("Not published.")
        assert overflow(outside.page) == 0, str(outside)
        if outside.has_scripts:
            assert violations(outside.page) == [], str(outside)
        assert outside.console == [], str(outside)
    asked: list[str] = []
    with reading(browser, "about:blank", scripts=False) as outside:
        outside.page.on("request", lambda request: asked.append(request.url))
        outside.page.goto(f"{live_server.url}{path}")
        outside.page.get_by_label("Your remark").fill("Which bridge?")
        outside.page.get_by_label("The words it is about").fill("the bridge")
        outside.page.get_by_role("button", name="Send remark").click()
        expect(outside.page.locator(".preview-remark")).to_contain_text("Which bridge?")
        outside.page.get_by_role("button", name="Approve this text").click()
        expect(outside.page.locator(".preview-approved")).to_be_visible()
        assert {cookie["name"] for cookie in outside.page.context.cookies()} == {"csrftoken"}
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live_server.url).netloc}
    assert Remark.objects.get().quote == "the bridge"
    desk_page.goto(urljoin(desk_page.url, f"/admin/articles/article/{article.pk}/change/"))
    expect(desk_page.locator(".desk-links")).to_contain_text("Approved by Ada Counsel (link) · revision 1")
    preview_links.revoke(PreviewLink.objects.get(), by=None)
    with reading(browser, f"{live_server.url}{path}") as outside:
        expect(outside.page.locator("h1")).to_have_text("This link shows nothing")
        assert violations(outside.page) == []
