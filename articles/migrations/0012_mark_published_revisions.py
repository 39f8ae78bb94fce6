"""Of what was saved before, the texts that readers got."""

from django.db import migrations


def mark(apps, schema_editor):
    revisions = apps.get_model("articles", "Revision").objects.using(schema_editor.connection.alias)
    revisions.filter(content__status="published").update(is_published=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_desk")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
