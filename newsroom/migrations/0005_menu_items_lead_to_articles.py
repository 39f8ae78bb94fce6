"""Lets a menu item lead to an article, so that it goes when the article does."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

MESSAGE = "Choose a category, a page, an article or an address: one of the four."


def lead_to_addresses(apps, schema_editor):
    """On the way back, an item keeps leading to its article by the article's address."""
    MenuItem = apps.get_model("newsroom", "MenuItem")
    for item in MenuItem.objects.exclude(article=None).select_related("article__category").iterator():
        address = f"/{item.article.category.slug}/{item.article.slug}/"
        MenuItem.objects.filter(pk=item.pk).update(url=address, label=item.label or item.article.headline[:200])


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_index_pinned_articles"), ("newsroom", "0004_schedule_housekeeping")]
    operations = [
        migrations.RemoveConstraint(model_name="menuitem", name="menu_item_has_one_target"),
        migrations.AddField(
            model_name="menuitem",
            name="article",
            field=models.ForeignKey(
                blank=True,
                help_text="Left out of the menu while readers cannot see it.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="menu_items",
                to="articles.article",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, lead_to_addresses),
        migrations.AddConstraint(
            model_name="menuitem",
            constraint=models.CheckConstraint(
                condition=Q(category__isnull=False, page=None, article=None, url="")
                | Q(category=None, page__isnull=False, article=None, url="")
                | Q(category=None, page=None, article__isnull=False, url="")
                | Q(category=None, page=None, article=None, url__gt=""),
                name="menu_item_has_one_target",
                violation_error_message=MESSAGE,
            ),
        ),
    ]
