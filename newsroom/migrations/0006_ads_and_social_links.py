"""Marked places for advertisements, what fills them, and the publication's accounts elsewhere."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import newsroom.models.ads
import newsroom.models.site


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_related_pins_and_readership"),
        ("newsroom", "0005_menu_items_lead_to_articles"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.SlugField(unique=True, verbose_name="name in templates")),
                ("title", models.CharField(max_length=200, verbose_name="where it stands")),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("box", "Box, 6:5"),
                            ("wide", "Wide, 4:1"),
                            ("banner", "Banner, 8:1; 4:1 on phones"),
                            ("tall", "Tall, 1:2"),
                        ],
                        default="box",
                        max_length=10,
                        verbose_name="shape",
                    ),
                ),
            ],
            options={
                "verbose_name": "ad slot",
                "verbose_name_plural": "ad slots",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="site",
            name="social_links",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="One account a line: its name, then its address.",
                validators=[newsroom.models.site.validate_social_links],
                verbose_name="follow us",
            ),
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "link",
                    models.CharField(
                        help_text="https://… or a path of this site, /advertise/.",
                        max_length=1000,
                        validators=[newsroom.models.ads.validate_link],
                        verbose_name="leads to",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="Who advertises what; also the name of the link.",
                        max_length=200,
                        verbose_name="words under the picture",
                    ),
                ),
                ("starts_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="articles.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="newsroom.adslot",
                        verbose_name="slot",
                    ),
                ),
            ],
            options={
                "verbose_name": "placement",
                "verbose_name_plural": "placements",
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                        name="placement_ends_after_start",
                        violation_error_message="It must end after it starts.",
                    )
                ],
            },
        ),
    ]
