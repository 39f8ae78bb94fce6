"""Lets a menu item lead to an article, so that it goes when the article does."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

MESSAGE = "Choose a category, a page, an article or an address: one of the four."


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
