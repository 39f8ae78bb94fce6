"""Every page of the desk, for people with a keyboard, a screen reader or weak eyes: axe, sizes, and the policy."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from articles.models import Article, Author, BulkAct
from articles.revisions import Credit
from comments.models import Rules
from newsroom.models import Page as StandingPage
from tests.browser.reading import overflow, violations
from tests.pictures import stored

# Each page in both themes and at both widths, in two looks: the next page gets the other two.
LOOKS = [(("light", 1440), ("dark", 820)), (("dark", 1440), ("light", 820))]
SMALLEST = 12  # pixels
ONLY = os.environ.get("DESK_PAGES", "")  # parts of addresses, to look at these alone
# The stock table of rows begins with a column that says in each row, for screen readers alone, which row it is.
LET_PASS = '<th class="original"></th>'
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
def things(draft: Callable[..., Article], published: Callable[..., Article], author: Author) -> list[Model]:
    """One of much of what there is, so that pages are not empty."""
    picture = stored((320, 200), alt="The bridge at dawn")
    article = published(bylines=[Credit(author)], tags=["Bridges"], lead_picture=picture)
    BulkAct.objects.create(verb="add_tag", given={"value": "Bridges"}, done=[{"article": article.pk, "back": ""}])
    return [
        article,
        draft("Draft", bylines=[Credit(author)]),
        author,
        article.category,
        picture,
        Group.objects.order_by("pk").first(),
        StandingPage.objects.order_by("pk").first(),
    ]


def addresses(administrator: User, things: list[Model]) -> Iterator[str]:
    request = RequestFactory().get("/admin/")
    request.user = administrator
    yield "/admin/"
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if desk.has_view_permission(request) and model is not Rules:
            yield reverse(f"{name}_changelist")
            if desk.has_add_permission(request):
                yield reverse(f"{name}_add")
    for thing in [*things, administrator]:
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}"
        yield reverse(f"{name}_change", args=[thing.pk])
    draft = things[1]
    for page in ("delete", "history"):
        yield reverse(f"admin:articles_article_{page}", args=[draft.pk])
    for page in ("tonight", "calendar", "bulk"):
        yield reverse(f"admin:articles_article_{page}")
    yield reverse("admin:articles_article_bulk_one", args=[BulkAct.objects.get().pk])
    yield reverse("admin:auth_user_password_change", args=[administrator.pk])
    yield f"{reverse('admin:articles_article_changelist')}?state=draft&on=2026-03&q=x"
    yield "/admin/none/"


def wrong(page: Page, console: list[str], address: str, looks: Any) -> list[str]:
    console.clear()
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.wait_for_load_state("load")
    found = []
    for theme, width in looks:
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme} {width}: {each}" for each in violations(page) if LET_PASS not in each]
        if overflow(page) > 0:
            found.append(f"{width}: wider than the window by {overflow(page)}")
    found += page.evaluate(TOO_SMALL, SMALLEST)
    return found + [said for said in console if "404" not in said]


def test_no_page_of_the_desk_shuts_anyone_out(
    desk_page: Page, live_server: Any, administrator: User, things: list[Model], console: list[str]
):
    found: dict[str, list[str]] = {}
    for number, address in enumerate(addresses(administrator, things)):
        if ONLY and not any(part in address for part in ONLY.split()):
            continue
        if bad := wrong(desk_page, console, f"{live_server.url}{address}", LOOKS[number % 2]):
            found[address] = bad
    assert not found, "\n".join(f"{address}: {each}" for address, bad in found.items() for each in bad)
