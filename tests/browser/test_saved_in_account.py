"""The list of a member on every device, following with one press, and what both are without scripts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Request, expect

from accounts.models import User
from articles import following, saving
from articles.models import Article, Category, Follow, SavedArticle
from tests.browser.conftest import enter
from tests.browser.reading import Reading, every_reading, overflow, reading, violations

SAVED = "JSON.parse(localStorage.getItem('saved') ?? '[]').map((story) => story.headline)"
BUTTON = "button.save:not(.save-compact)"


@contextmanager
def member(browser: Browser, server: str, user: User, path: str = "/latest/") -> Iterator[Reading]:
    with reading(browser, server + "/offline/") as opened:
        enter(opened.page, server, user)
        opened.page.goto(server + path)
        yield opened


def until(page: Page, condition: str) -> None:
    """What Playwright has for it evaluates text inside the page, which its policy forbids."""
    page.evaluate(f"new Promise((go) => setInterval(() => {{ if ({condition}) go() }}, 20))")


def save(page: Page) -> None:
    page.locator(BUTTON).click()
    expect(page.get_by_role("status").filter(has_text="Story saved")).to_be_visible()


def removes(request: Request, article: Article) -> bool:
    sent = request.post_data_json if request.url.endswith("/accounts/saved.json") else None
    return bool(sent) and [each["id"] for each in sent["removed"]] == [str(article.pk)]


def leave(page: Page, server: str) -> None:
    page.goto(server + "/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(server + "/")


def test_what_a_guest_saved_is_in_the_account_and_on_every_device(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    server, first, second = live_server.url, published("First"), published("Second")
    reader.confirm_email()
    with reading(browser, server + first.get_absolute_url()) as opened:
        page = opened.page
        save(page)
        assert not SavedArticle.objects.exists()
        page.locator(".tools [data-account]").click()
        page.get_by_label("E-mail address").fill(reader.email)
        page.get_by_label("Password", exact=True).fill("correct horse battery")
        page.get_by_role("dialog").get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        until(page, "localStorage.getItem('member')")
        page.goto(server + second.get_absolute_url())
        assert [each.article for each in saving.saved(reader)] == [first]
        save(page)
        with member(browser, server, reader, "/saved/") as other:
            there = other.page
            expect(there.locator(".saved-list a")).to_have_text(["Second", "First"])
            expect(there.get_by_text("Kept in your account")).to_be_visible()
            assert violations(there) == []
            there.get_by_role("button", name="Remove Second").click()
            expect(there.get_by_role("button", name="Undo Second")).to_be_focused()
            there.get_by_role("button", name="Undo Second").click()
            expect(there.get_by_role("link", name="Second")).to_be_focused()
            with there.expect_response(lambda answer: removes(answer.request, first)):
                there.get_by_role("button", name="Remove First").click()
            assert other.console == []
        page.goto(server + "/saved/")
        expect(page.locator(".saved-list a")).to_have_text(["Second"])
        leave(page, server)
        until(page, "!localStorage.getItem('member')")
        assert page.evaluate(SAVED) == []
        page.goto(server + "/saved/")
        expect(page.get_by_role("link", name="Read the latest stories")).to_be_visible()
        assert [each.article for each in saving.saved(reader)] == [second]
        assert opened.console == []


def test_what_waits_for_its_turn_is_sent_when_the_reader_leaves(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    first, second = published("First"), published("Second")
    for article in (first, second):
        saving.save(article, by=reader)
    with member(browser, live_server.url, reader, "/saved/") as opened:
        page = opened.page
        expect(page.locator(".saved-list a")).to_have_count(2)
        page.route("**/accounts/saved.json", lambda route: None, times=1)  # it gets no answer
        page.get_by_role("button", name="Remove First").click()
        page.get_by_role("button", name="Remove Second").click()
        page.goto(live_server.url + "/latest/")
        page.evaluate("""(async () => {
            for (let tries = 0; tries < 300; tries++) {
                const { stories } = await (await fetch("/accounts/saved.json")).json()
                if (stories.length === 1) return
            }
        })()""")
        assert [each.article for each in saving.saved(reader)] == [first]


def test_next_member_of_a_browser_gets_nothing_of_the_one_before(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    server, article = live_server.url, published()
    other = User.objects.create_user("other@example.org", "correct horse battery")
    saving.save(article, by=reader)
    with member(browser, server, reader, article.get_absolute_url()) as opened:
        page = opened.page
        expect(page.locator(BUTTON)).to_have_attribute("aria-pressed", "true")
        enter(page, server, other)  # the first session ended elsewhere
        page.goto(server + "/saved/")
        expect(page.get_by_role("link", name="Read the latest stories")).to_be_visible()
        assert page.evaluate(SAVED) == []
        assert not SavedArticle.objects.filter(user=other).exists()
        assert opened.console == []


def test_button_says_when_the_account_did_not_take_it(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User
):
    article = published()
    with member(browser, live_server.url, reader, article.get_absolute_url()) as opened:
        page = opened.page
        until(page, "localStorage.getItem('member')")
        page.route("**/accounts/saved.json", lambda route: route.fulfill(status=500))
        page.locator(BUTTON).click()
        expect(page.get_by_role("status").filter(has_text="The story could not be saved")).to_be_visible()
        expect(page.locator(BUTTON)).to_have_attribute("aria-pressed", "false")


def test_member_follows_with_one_press(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User, news: Category
):
    published()
    for theme in ("light", "dark"):
        with reading(browser, live_server.url + "/news/", theme=theme) as opened:
            page = opened.page
            link = page.get_by_role("link", name="Follow News")
            box = link.bounding_box()
            enter(page, live_server.url, reader)
            page.reload()
            button = page.get_by_role("button", name="Follow News")
            expect(button).to_have_attribute("aria-pressed", "false")
            assert button.bounding_box() == box
            button.click()
            expect(page.get_by_role("status").filter(has_text="You now follow News.")).to_be_visible()
            assert Follow.objects.get().category == news
            assert violations(page) == [], str(opened)
            page.reload()
            expect(button).to_have_attribute("aria-pressed", "true")
            assert button.bounding_box() == box
            button.click()
            expect(page.get_by_role("status").filter(has_text="You no longer follow it.")).to_be_visible()
            assert not Follow.objects.exists()
            assert opened.console == []


def test_pages_and_forms_serve_every_reader(
    live_server: Any, browser: Browser, published: Callable[..., Article], reader: User, news: Category
):
    server = live_server.url
    published("A headline " + "of-one-very-long-word" * 5, tags=["Bridges"])
    story = published("Story")
    for opened in every_reading(browser, server + "/offline/"):
        page = opened.page
        enter(page, server, reader)
        for path in ("/accounts/for-you/", "/accounts/saved/"):  # while there is nothing
            look(opened, server + path)
        if not opened.has_scripts:
            page.goto(server + story.get_absolute_url())
            page.get_by_role("link", name="Save story").click()
            with page.expect_navigation():
                page.locator("main").get_by_role("button", name="Save story").click()
            page.goto(server + "/news/")
            page.get_by_role("link", name="Follow News").click()
            with page.expect_navigation():
                page.locator("main").get_by_role("button", name="Follow", exact=True).click()
        else:
            saving.save(story, by=reader)
            following.follow(news, by=reader)
        add = f"/accounts/following/add/?category={news.pk}"
        for path in ("/accounts/for-you/", "/accounts/following/", "/accounts/saved/", add):
            look(opened, server + path)
        page.goto(server + "/accounts/saved/")
        with page.expect_navigation():
            page.get_by_role("button", name="Remove Story").click()
        page.goto(server + "/accounts/following/")
        page.get_by_role("button", name="Unfollow News").click()
        expect(page.get_by_text("You no longer follow it.")).to_be_visible()
        assert not SavedArticle.objects.exists()
        assert not Follow.objects.exists()
        assert opened.console == [], str(opened)


def look(opened: Reading, address: str) -> None:
    opened.page.goto(address)
    assert overflow(opened.page) == 0, f"{opened} {address}"
    if opened.has_scripts:
        assert violations(opened.page) == [], f"{opened} {address}"
