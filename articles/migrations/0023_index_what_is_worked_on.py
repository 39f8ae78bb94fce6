"""Lets the desk list drafts, a category, unpublished changes and what a name brings without looking at everything."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_words_around_remarks")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "-worked_on_at", "-id"], name="article_at_work_on"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["category", "-worked_on_at", "-id"], name="article_at_work_on_in"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("working_copy__isnull", False)),
                fields=["-worked_on_at", "-id"],
                name="article_with_changes",
            ),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["author", "article"], name="byline_articles_of_author"),
        ),
        migrations.AddIndex(
            model_name="articletag",
            index=models.Index(fields=["tag", "content_object"], name="article_tag_articles_of_tag"),
        ),
    ]
