"""What every new site begins with: its row, the standing pages and the two menus. All of it can be edited."""

from django.db import migrations
from django.utils import timezone

PAGES = [
    (
        "privacy",
        "Privacy Policy",
        (
            "<p>This page says what this site knows about you, why, and for how long. Replace this text with your own before you open to readers.</p>"
            "<h2>What we keep</h2><p>If you only read, nothing that identifies you. If you open an account: your e-mail address, the public name you choose, and what you write.</p>"
            "<h2>What we do not do</h2><p>We do not sell what we know, and nothing from another company is loaded before you agree to it.</p>"
            "<h2>Your choices</h2><p>You can ask what we hold about you, have it corrected, and have it erased. The contact page says how.</p>"
        ),
    ),
    (
        "terms",
        "Terms of use",
        (
            "<p>These are the terms on which this site is offered. Replace this text with your own before you open to readers.</p>"
            "<h2>Reading and quoting</h2><p>You may read, link to and quote what you find here, with its source named.</p>"
            "<h2>Comments</h2><p>You are responsible for what you write. Moderators may decline or remove comments and say why.</p>"
        ),
    ),
    (
        "press-release",
        "Press Release",
        "<p>Organisations may send announcements for consideration. What is published from them is labelled as a press release.</p>",
    ),
    (
        "advertise",
        "Advertise",
        "<p>Advertisements on this site stand in marked places and never look like articles. Write to us for formats and rates.</p>",
    ),
    (
        "contact",
        "Contact",
        "<p>Replace this text with the ways to reach the newsroom: for news tips, for corrections, and for everything else.</p>",
    ),
]
MAIN = [("Home", "/"), ("Latest News", "/latest/")]
FOOTER = ["privacy", "terms", "press-release", "advertise", "contact"]


def seed(apps, schema_editor):
    Site, Page, Menu, MenuItem = (apps.get_model("newsroom", name) for name in ("Site", "Page", "Menu", "MenuItem"))
    Category = apps.get_model("articles", "Category")
    Site.objects.get_or_create(pk=1)
    now = timezone.now()
    pages = {}
    for position, (slug, title, body) in enumerate(PAGES):
        defaults = {"title": title, "body": body, "position": position, "is_published": True}
        defaults |= {"published_at": now, "is_placeholder": True}
        pages[slug] = Page.objects.get_or_create(slug=slug, defaults=defaults)[0]
    main, created = Menu.objects.get_or_create(slug="main", defaults={"name": "Main navigation"})
    if created:
        for position, (label, url) in enumerate(MAIN):
            MenuItem.objects.create(menu=main, label=label, url=url, position=position)
        for position, category in enumerate(Category.objects.filter(parent=None).order_by("position"), start=2):
            MenuItem.objects.create(menu=main, category=category, position=position)
    footer, created = Menu.objects.get_or_create(slug="footer", defaults={"name": "Footer"})
    if created:
        for position, slug in enumerate(FOOTER):
            MenuItem.objects.create(menu=footer, page=pages[slug], position=position)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_cache_table"), ("articles", "0002_seed_categories")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
