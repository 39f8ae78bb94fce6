"""Two people in one article, a tab that is closed and a connection that is lost: nothing anybody typed goes missing,
and readers get nothing before it is published."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from accounts.models import User
from articles import publishing, working_copies
from articles.models import Article, Author
from articles.revisions import Credit
from tests.browser.conftest import editor_of, let_the_caret_rest, open_article, sign_in
from tests.browser.reading import violations
from tests.conftest import EDITS, account

Open = Callable[[User], Page]
LIVE = "Council votes on the bridge"
SAVED = "[data-said]"


@pytest.fixture
def ruth(db: None) -> User:
    verbs = [f"articles.{verb}_article" for verb in EDITS]
    return account("ruth@example.org", *verbs, is_staff=True, display_name="Ruth Okafor")


@pytest.fixture
def desk_of(browser: Browser, live_server: Any) -> Iterator[Open]:
    """A browser of their own for everybody."""
    contexts: list[BrowserContext] = []

    def make(user: User) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US"))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        sign_in(page, live_server.url, user)
        return page

    yield make
    for context in contexts:
        context.close()


def kept(page: Page) -> None:
    """Leaves the field, and waits until that is saved: from this very moment on the page says so if it is not."""
    page.locator(":focus").blur()
    expect(page.locator(SAVED)).to_contain_text("Saved ")


def readers_see(article: Article, headline: str = LIVE) -> None:
    page = Client().get(Article.objects.get(pk=article.pk).get_absolute_url()).text
    assert re.search(rf"<h1[^>]*>\s*{headline}\s*</h1>", page)
    for word in ("Theirs", "Mine", "Ours", "Typed"):
        assert word not in page.replace(headline, "")


def text(article: Article) -> dict[str, Any]:
    return working_copies.head(Article.objects.get(pk=article.pk)).content


def test_different_fields_both_survive(desk_of: Open, editor: User, ruth: User, published: Callable[..., Article]):
    article = published(body="<p>One two three</p>", tags=["bridge"])
    mine, theirs = desk_of(editor), desk_of(ruth)
    open_article(mine, article)
    writing = open_article(theirs, article)
    assert article.revisions.count() == 2  # opening it saves nothing

    writing.click()
    let_the_caret_rest(theirs)
    theirs.keyboard.press("Control+Home")
    theirs.keyboard.type("Theirs: ")
    kept(theirs)
    readers_see(article)
    theirs.locator("#id_tags").fill("bridge, Theirs")
    kept(theirs)
    mine.locator("#id_headline").fill("Mine")
    kept(mine)
    readers_see(article)
    said = text(article)
    assert (said["headline"], said["body"], said["tags"]) == (
        "Mine",
        "<p>Theirs: One two three</p>",
        ["Theirs", "bridge"],
    )
    # What she typed is in the fields that nobody touched here, and the next save leaves it alone.
    expect(editor_of(mine)).to_have_text("Theirs: One two three")
    expect(mine.locator("#id_tags")).to_have_value("Theirs, bridge")
    expect(mine.locator(".desk-pending")).to_be_visible()
    mine.locator("#id_standfirst").fill("Mine, too")
    with mine.expect_navigation():
        mine.get_by_role("button", name="Update", exact=True).click()
    said = text(article)
    assert (said["headline"], said["standfirst"], said["body"]) == ("Mine", "Mine, too", "<p>Theirs: One two three</p>")
    assert not article.revisions.filter(is_aside=True).exists()
    article.refresh_from_db()
    assert (article.headline, article.working_copy) == ("Mine", None)


def test_same_field_asks_and_loses_neither(desk_of: Open, editor: User, ruth: User, published: Callable[..., Article]):
    article = published()
    mine, theirs = desk_of(editor), desk_of(ruth)
    for page in (mine, theirs):
        open_article(page, article)
    theirs.locator("#id_headline").fill("Theirs on the bridge")
    kept(theirs)
    mine.locator("#id_standfirst").fill("Mine stays")
    mine.locator("#id_headline").fill("Mine on the bridge")
    mine.locator(":focus").blur()
    question = mine.get_by_role("region", name="Two texts for the same place")
    expect(question).to_contain_text("Ruth Okafor changed the same")
    expect(question.locator("mark")).to_have_text(["Mine", "Theirs"])
    assert violations(mine) == []
    readers_see(article)
    assert article.revisions.get(is_aside=True).content["headline"] == "Mine on the bridge"
    assert text(article)["headline"] == "Theirs on the bridge"

    mine.get_by_role("button", name="Go on with these").click()  # nothing is decided: it waits
    assert text(article)["headline"] == "Theirs on the bridge"
    question.get_by_label("Theirs").check()
    mine.get_by_role("button", name="Go on with these").click()
    expect(question).to_be_hidden()
    expect(mine.locator("#id_headline")).to_have_value("Theirs on the bridge")
    assert (text(article)["headline"], text(article)["standfirst"]) == ("Theirs on the bridge", "Mine stays")
    readers_see(article)


def test_closed_tab_comes_back(desk_of: Open, editor: User, published: Callable[..., Article]):
    article = published()
    page = desk_of(editor)
    page.clock.install()
    writing = open_article(page, article)
    writing.click()
    let_the_caret_rest(page)
    page.keyboard.type("Typed and left. ")
    with page.expect_response(lambda response: response.url.endswith("/autosave/")):
        page.clock.run_for(11_000)
    readers_see(article)
    page.close()

    again = page.context.new_page()
    again.goto(again_url(article, page))
    expect(editor_of(again)).to_contain_text("Typed and left.")
    again.locator("#id_headline").fill("Typed just before")
    again.close(run_before_unload=True)
    third = again.context.new_page()
    third.goto(again_url(article, page))
    use = third.get_by_role("button", name="Use it")
    headline = third.locator("#id_headline")
    # By the last request of the page that was closed, or offered from its copy: whichever was first.
    third.wait_for_function(
        "headline => id_headline.value === headline || !document.querySelector('[data-offer]').hidden",
        arg="Typed just before",
    )
    if use.is_visible():
        use.click()
    expect(headline).to_have_value("Typed just before")
    readers_see(article)


def test_what_was_typed_without_a_connection_is_offered_again(
    desk_of: Open, editor: User, published: Callable[..., Article], author: Any
):
    article = published()
    page = desk_of(editor)
    writing = open_article(page, article)
    page.context.set_offline(True)
    page.locator("#id_headline").fill("Typed offline")
    writing.click()
    let_the_caret_rest(page)
    page.keyboard.type("Typed, too. ")
    page.locator(":focus").blur()
    expect(page.locator(SAVED)).to_have_text("Not saved: no connection. A copy is kept on this device.")
    crash(page)  # one that is closed sends its last, and is not offline any more for the browser
    assert text(article)["headline"] == LIVE

    page.context.set_offline(False)
    again = page.context.new_page()
    open_article_at(again, article, page)
    offer = again.get_by_role("region", name="Typed on this device")
    expect(offer).to_contain_text("Typed offline")
    expect(offer).to_contain_text("Typed, too.")
    expect(offer).to_contain_text(LIVE)
    expect(again.locator("#id_headline")).to_have_value(LIVE)
    assert violations(again) == []
    again.get_by_role("button", name="Use it").click()
    expect(again.locator(SAVED)).to_contain_text("Saved ")
    expect(again.locator("#id_headline")).to_have_value("Typed offline")
    expect(editor_of(again)).to_contain_text("Typed, too.")
    assert text(article)["headline"] == "Typed offline"
    assert "Typed, too." in text(article)["body"]
    readers_see(article)
    again.reload()
    expect(again.locator("#id_headline")).to_have_value("Typed offline")
    expect(offer).to_be_hidden()


def test_new_article_is_kept_before_it_is_saved(desk_of: Open, editor: User, live_server: Any, news: Any):
    page = desk_of(editor)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    writing = editor_of(page)
    page.locator("#id_headline").fill("Typed first")
    kept(page)
    article = Article.objects.get()
    page.wait_for_url(f"**/admin/articles/article/{article.pk}/change/")
    writing.click()
    let_the_caret_rest(page)
    page.keyboard.type("Typed second.")
    kept(page)
    page.locator("#id_category").select_option(label="News")
    page.locator("#id_tags").fill("night , Bridges")
    with page.expect_navigation():
        page.locator("button[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert (article.headline, article.body, article.working_copy) == ("Typed first", "<p>Typed second.</p>", None)
    assert (Article.objects.count(), article.revisions.filter(is_aside=True).count()) == (1, 0)
    expect(page.locator("#id_tags")).to_have_value("Bridges, night")
    expect(page.locator("[data-offer]")).to_be_hidden()
    page.reload()
    expect(page.locator("#id_headline")).to_have_value("Typed first")


def test_authors_whom_someone_else_named_are_in_the_form(
    desk_of: Open, editor: User, draft: Callable[..., Article], author: Author
):
    second = Author.objects.create(name="Ruth Okafor", slug="ruth-okafor")
    article = draft(bylines=[Credit(author)])
    page = desk_of(editor)
    open_article(page, article)
    names = page.locator(".field-author select:not([name*=prefix])")
    for credited in ([Credit(second), Credit(author, "photographer")], [Credit(second)], []):
        theirs = Article.objects.get(pk=article.pk)
        working_copies.open_in(theirs)
        publishing.save(theirs, by=None, bylines=credited)
        page.locator("#id_standfirst").fill(f"Mine beside {len(credited)}")
        kept(page)
        page.locator("#id_kicker").fill(f"Mine {len(credited)}")
        kept(page)
        said = [{"author": credit.author.pk, "role": credit.role} for credit in credited]
        assert (text(article)["bylines"], text(article)["kicker"]) == (said, f"Mine {len(credited)}")
    expect(names).to_have_count(1)  # the one that was there, marked as gone
    assert not article.revisions.filter(is_aside=True).exists()


def test_what_is_wrong_is_kept_on_this_device(desk_of: Open, editor: User, draft: Callable[..., Article]):
    article = draft()
    page = desk_of(editor)
    open_article(page, article)
    page.locator("#id_slug").fill("Not an address!")
    page.locator("#id_headline").fill("Typed well")
    kept(page)
    expect(page.locator(SAVED)).to_contain_text("Kept on this device until it is right: Slug.")
    page.locator("#id_standfirst").fill("Typed well, too")
    kept(page)
    page.close()
    assert (text(article)["headline"], text(article)["slug"]) == ("Typed well", article.slug)
    again = page.context.new_page()
    open_article_at(again, article, page)
    offer = again.locator("[data-offer]")
    expect(offer).to_contain_text("Not an address!")
    expect(offer.locator("dt")).to_have_text(["Slug"])
    again.get_by_role("button", name="Discard", exact=True).click()
    again.reload()
    expect(offer).to_be_hidden()


def test_discarded_changes_are_gone_and_in_the_history(desk_of: Open, editor: User, published: Callable[..., Article]):
    article = published()
    page = desk_of(editor)
    open_article(page, article)
    page.locator("#id_headline").fill("Typed first")
    kept(page)
    page.locator("#id_headline").fill("Typed last")
    with page.expect_navigation():
        page.get_by_role("button", name="Discard unpublished changes").click()
    expect(page.locator(".messagelist .success")).to_contain_text("in the history")
    expect(page.locator("#id_headline")).to_have_value(LIVE)
    expect(page.locator("[data-offer]")).to_be_hidden()
    said = [revision.content["headline"] for revision in article.revisions.filter(verb="autosave")]
    assert said == ["Typed last", "Typed first"]
    readers_see(article)


def test_it_is_handed_over_and_taken_back(desk_of: Open, editor: User, ruth: User, published: Callable[..., Article]):
    article = published()
    mine, theirs = desk_of(editor), desk_of(ruth)
    held: list[Route] = []
    open_article(mine, article)
    mine.route("**/autosave/", lambda route: held.append(route))  # however long the rest takes
    mine.locator("#id_headline").fill("Mine, half typed")
    mine.evaluate("document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))")
    open_article(theirs, article)
    here = theirs.locator("[data-here]")
    expect(here).to_contain_text("editor@example.org")
    with theirs.expect_navigation():
        here.get_by_role("button", name="Take over").click()
    editor_of(theirs)
    mine.unroute("**/autosave/")
    for route in held:
        route.continue_()
    mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    taken = mine.get_by_role("alert").filter(has_text="Ruth Okafor took over")
    expect(taken).to_be_visible()
    expect(mine.locator("#id_headline")).to_be_disabled()
    assert text(article)["headline"] == "Mine, half typed"
    assert violations(mine) == []
    theirs.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(theirs.locator("[data-changed]")).to_contain_text("editor@example.org saved")
    with theirs.context.expect_page() as opened:
        theirs.get_by_role("link", name="Compare").click()
    expect(opened.value.locator("#content")).to_contain_text("half typed")
    opened.value.close()
    theirs.get_by_role("button", name="Take it in").click()
    expect(theirs.locator("#id_headline")).to_have_value("Mine, half typed")
    with mine.expect_navigation():
        mine.get_by_role("button", name="Take it back").click()
    expect(mine.locator("#id_headline")).to_be_enabled()
    readers_see(article)


def test_who_was_signed_out_keeps_a_copy(desk_of: Open, editor: User, published: Callable[..., Article]):
    article = published()
    page = desk_of(editor)
    open_article(page, article)
    page.context.clear_cookies()
    page.locator("#id_headline").fill("Typed too late")
    page.locator(":focus").blur()
    expect(page.locator(SAVED)).to_contain_text("A copy is kept on this device.")
    assert text(article)["headline"] == LIVE


def again_url(article: Article, page: Page) -> str:
    return f"{page.url.split('/admin/')[0]}/admin/articles/article/{article.pk}/change/"


def crash(page: Page) -> None:
    with page.expect_event("crash"), suppress(Error):  # nobody is left to answer
        page.goto("chrome://crash")
    page.close()


def open_article_at(page: Page, article: Article, before: Page) -> None:
    page.goto(again_url(article, before))
    editor_of(page)
