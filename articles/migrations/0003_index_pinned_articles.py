from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_seed_categories")]
    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("is_pinned", True)),
                fields=["status", "-published_at", "-id"],
                name="article_pinned",
            ),
        ),
    ]
