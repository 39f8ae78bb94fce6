"""Reading a page as every kind of reader gets it: with scripts and without, light and dark, on a phone and a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

PHONE, DESK = 390, 1440
# Without preload: it looks for imported stylesheets beside the page instead of beside the sheet that imports them.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}

# Once nothing moves any more that ends by itself. What is held, or stands where nothing is drawn, never ends.
SETTLED = """Promise.race([new Promise((done) => setTimeout(done, 3000)), Promise.allSettled(
    document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
        .map((each) => each.finished))])"""


@dataclass
class Reading:
    """One open page and what its console said."""

    page: Page
    theme: Literal["light", "dark"]
    width: int
    has_scripts: bool
    console: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.theme}, {self.width} px, {'with' if self.has_scripts else 'without'} scripts"


@contextmanager
def reading(
    browser: Browser,
    address: str,
    *,
    theme: Literal["light", "dark"] = "light",
    width: int = DESK,
    scripts: bool = True,
) -> Iterator[Reading]:
    with browser.new_context(
        viewport={"width": width, "height": 844 if width == PHONE else 1000},
        color_scheme=theme,
        java_script_enabled=scripts,
        has_touch=width == PHONE,
        reduced_motion="reduce",
        locale="en-US",
    ) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        opened = Reading(page, theme, width, scripts)
        page.on("console", lambda said: opened.console.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: opened.console.append(str(error)))
        page.goto(address)
        yield opened


def every_reading(browser: Browser, address: str) -> Iterator[Reading]:
    """All eight. What fails says in which: put `str(reading)` into the assertion."""
    for scripts, theme, width in product((True, False), ("light", "dark"), (PHONE, DESK)):
        with reading(browser, address, theme=theme, width=width, scripts=scripts) as opened:
            yield opened


def started(part: Locator) -> Locator:
    """Waits for the script of a part of the page: before, it is a link or a form."""
    expect(part).to_have_attribute("data-started", "yes")
    return part


def violations(page: Page, *, within: str | None = None) -> list[str]:
    """What axe-core finds wrong: WCAG 2.2 A and AA, and good practice. Needs scripts."""
    page.evaluate(SETTLED)  # between two themes no colour is what it will be
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
