"""What a page weighs: `python -m tests.benchmarks.page_weight`, or with the address of a site that is running.

Serves the demo as it is served to readers, opens pages in Chromium as a telephone of 390 pixels does, and prints
kilobytes on the wire after compression, requests and elements, each beside its limit. Fails where one is exceeded.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu"]
# Kilobytes of 1000 bytes, but for the last two.
ARTICLE = {"html": 14, "css": 12, "js": 10, "fonts": 110, "lead": 90, "total": 280, "requests": 16, "elements": 900}
FRONT = {"html": 20, "css": 12, "js": 10, "fonts": 110, "lead": 90, "total": 450, "requests": 30, "elements": 1400}

# Bodies as they came over the wire, of everything that the page asked for until nothing more came.
MEASURE = r"""() => {
  const [page] = performance.getEntriesByType("navigation")
  const files = performance.getEntriesByType("resource")
  const size = (list) => list.reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1000
  const named = (pattern) => size(files.filter((entry) => pattern.test(new URL(entry.name).pathname)))
  const lead = document.querySelector("img[fetchpriority=high]")?.currentSrc
  return {
    html: page.encodedBodySize / 1000, css: named(/\.css$/), js: named(/\.js$/), fonts: named(/\.woff2$/),
    lead: size(files.filter((entry) => entry.name === lead)),
    total: page.encodedBodySize / 1000 + size(files),
    requests: 1 + files.length,
    elements: document.querySelectorAll("*").length,
    scripts: files.filter((entry) => /\.js$/.test(entry.name)).map((entry) => entry.name.split("/").pop()),
  }
}"""


def measured(browser: Browser, address: str) -> dict:
    """On a second visit, with the question of consent answered or not, pages weigh less."""
    phone = {"width": 390, "height": 844}
    with browser.new_context(viewport=phone, device_scale_factor=2, has_touch=True, service_workers="block") as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        found: dict = page.evaluate(MEASURE)
        return found


def first_article(browser: Browser, site: str) -> str:
    page = browser.new_page()
    page.goto(f"{site}/latest/")
    return str(
        page.locator("main article:has(picture) h2 a, main article:has(picture) h3 a").first.get_attribute("href")
    )


@contextmanager
def served_demo(folder: str) -> Iterator[str]:
    """Its database and whatever it writes are in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        place = {
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "HOST": "127.0.0.1",
            "PORT": port,
        }
        environment = {**os.environ, **place}
        site = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], env=environment, text=True, stdout=subprocess.PIPE
        )
        try:
            assert site.stdout
            if not any(line.startswith("The site:") for line in site.stdout):
                raise RuntimeError("The site did not start.")
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.communicate(timeout=30)


def report(browser: Browser, site: str) -> bool:
    """Prints a table for each page and says whether all of it is within the limits."""
    within = True
    for address, limits in (("/", FRONT), (first_article(browser, site), ARTICLE)):
        found = measured(browser, site + address)
        print(f"\n{address}\n  scripts at load: {' '.join(found['scripts'])}")
        for name, limit in limits.items():
            exceeds = found[name] > limit
            within &= not exceeds
            print(f"  {name:10}{found[name]:8.1f}  of {limit:5}{'  EXCEEDED' if exceeds else ''}")
    return within


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", help="for example http://127.0.0.1:8000")
    given = parser.parse_args().site
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if given:
            return int(not report(browser, given.rstrip("/")))
        with tempfile.TemporaryDirectory() as folder, served_demo(folder) as site:
            return int(not report(browser, site))


if __name__ == "__main__":
    sys.exit(main())
