"""Editors and admins say which suggested pages have nothing to do with each other."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission


def let_staff_tell_apart(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    for name in ("editor", "admin"):
        rights = [permission(apps, "content", "unrelated", verb) for verb in ("view", "add", "change")]
        group.get_or_create(name=name)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_replies"), ("content", "0003_unrelated")]

    operations = [migrations.RunPython(let_staff_tell_apart, migrations.RunPython.noop)]
