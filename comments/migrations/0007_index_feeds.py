"""An index for the newest comments of a discussion, at whatever depth: what its feed asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_second_reviews_and_figures")]
    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "-created_at", "-id"], name="comment_in_feed", condition=models.Q(status="approved")
            ),
        ),
    ]
