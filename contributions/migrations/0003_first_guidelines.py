"""The first version of the guidelines and the reasons that decisions rest on."""

from django.db import migrations

from contributions.guidelines import make_first_version


def forwards(apps, schema_editor):
    models = apps.get_app_config("contributions")
    make_first_version(models.get_model("GuidelineVersion")._base_manager, models.get_model("Reason")._base_manager)


class Migration(migrations.Migration):
    dependencies = [("contributions", "0002_never_changed")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
