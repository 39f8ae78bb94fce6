from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_index_pinned_articles")]
    operations = [
        migrations.AddField(
            model_name="article",
            name="creation_token",
            field=models.UUIDField(
                editable=False,
                help_text="Of the form that began it: sent twice, it makes one.",
                null=True,
                unique=True,
            ),
        ),
    ]
