"""Every page of the desk, for people with a keyboard, a screen reader or weak eyes: axe, sizes, and the policy."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from articles import corrections, preview_links, publishing, remarks, workflow
from articles.models import Article, Author, BulkAct
from articles.revisions import Credit
from comments.models import ArticleError, Comment
from tests.browser.desk_addresses import pages
from tests.browser.reading import overflow, violations
from tests.comments.said import say
from tests.conftest import rewrite
from tests.pictures import stored

TOMORROW = timezone.now() + timedelta(days=1)
# Each page in both themes and at both widths, in two looks: the next page gets the other two.
LOOKS = [(("light", 1440), ("dark", 820)), (("dark", 1440), ("light", 820))]
SMALLEST = 12  # pixels
ONLY = os.environ.get("DESK_PAGES", "")  # parts of addresses, to look at these alone
# The stock table of rows begins with a column that says in each row, for screen readers alone, which row it is.
LET_PASS = '<th class="original"></th>'
ALL_OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"
# Our own lists show every column; those of django_q are moved to and fro.
CUT = "Math.max(0, ...[...document.querySelectorAll('.results')].map((list) => list.scrollWidth - list.clientWidth))"
TOO_SMALL = """(smallest) => {
  const found = new Set()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement
    if (!texts.currentNode.textContent.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue
    const size = parseFloat(getComputedStyle(holder).fontSize)
    if (size < smallest) found.add(`${size} px: ${holder.outerHTML.slice(0, 120)}`)
  }
  return [...found]
}"""


@pytest.fixture
def given(
    draft: Callable[..., Article],
    published: Callable[..., Article],
    author: Author,
    administrator: User,
    reader: User,
) -> dict[str, int | str]:
    """One of much of what there is, so that pages and panels are not empty."""
    picture = stored((320, 200), alt="The bridge at dawn")
    live = published(bylines=[Credit(author)], tags=["Bridges"], lead_picture=picture)
    corrections.correct(live, kind="correction", text="It was on Monday.", by=administrator)
    rewrite(live)
    written = draft("Draft", body="<p>Words to remark on, and <b>more</b>.</p>", embargo_until=TOMORROW)
    remark = remarks.say(written, "Which ones?", by=administrator, quote="Words")
    remarks.say(written, "These.", by=administrator, parent=remark)
    link = preview_links.create(written, name="Jo", by=administrator).link
    workflow.assign(written, to=administrator, due_at=TOMORROW, by=administrator)
    held = draft("Held back", embargo_until=TOMORROW)
    publishing.schedule(held, by=administrator, at=TOMORROW, override="It is a test.")
    act = BulkAct.objects.create(verb="add_tag", given={"value": "X"}, done=[{"article": live.pk, "back": ""}])
    comment = say(live, "What the council said.", user=reader, status=Comment.Status.PENDING)
    error = ArticleError.objects.create(article=live, quote="Monday", text="It was Tuesday.")
    return {
        "article_id": written.pk,
        "Article": held.pk,
        "LIVE": live.pk,
        "number": 1,
        "act_id": act.pk,
        "link_id": link.pk,
        "remark_id": remark.pk,
        "picture_id": picture.pk,
        "comment_id": comment.pk,
        "error_id": error.pk,
        "user_id": reader.pk,
        "id": str(reader.pk),
        "app_label": "articles",
    } | dict.fromkeys(("filter_id", "appeal_id", "sanction_id", "content_type_id", "object_id"), 1)


def addresses(client: Client, given: dict[str, int | str]) -> Iterator[str]:
    live = given.pop("LIVE")
    about = dict.fromkeys(("admin:articles_article_corrections", "moderation:discussion"), live)
    yield from pages(client, given, about)
    for article in (live, given["article_id"]):
        yield reverse("admin:articles_article_change", args=[article])
    yield f"{reverse('admin:articles_article_changelist')}?state=draft&on=2026-03&q=x"
    yield "/admin/none/"


def wrong(page: Page, console: list[str], address: str, looks: Any) -> list[str]:
    console.clear()
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.wait_for_load_state("load")
    page.evaluate(ALL_OPEN)
    found = []
    for theme, width in looks:
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme} {width}: {each}" for each in violations(page) if LET_PASS not in each]
        if overflow(page) > 0:
            found.append(f"{width}: wider than the window by {overflow(page)}")
        if "django_q" not in address and (cut := page.evaluate(CUT)):
            found.append(f"{width}: a list is cut by {cut}")
    found += page.evaluate(TOO_SMALL, SMALLEST)
    return found + [said for said in console if "404" not in said]


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_of_the_desk_shuts_anyone_out(
    desk_page: Page, live_server: Any, desk: Client, given: dict[str, int | str], console: list[str], half: int
):
    found: dict[str, list[str]] = {}
    chosen = [each for each in addresses(desk, given) if not ONLY or any(part in each for part in ONLY.split())]
    for number, address in enumerate(chosen[half::2]):
        if bad := wrong(desk_page, console, f"{live_server.url}{address}", LOOKS[number % 2]):
            found[address] = bad
    assert not found, "\n".join(f"{address}: {each}" for address, bad in found.items() for each in bad)
