"""Whether somebody wants mail about replies is said with the comments, where there are more answers than yes and no."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_recovery_and_passkey_offer")]
    operations = [migrations.RemoveField(model_name="user", name="mail_replies")]
