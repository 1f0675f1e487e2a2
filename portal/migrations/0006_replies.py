"""Editors and admins read replies, and may remove one; nobody but its organisation writes it."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission


def let_staff_remove(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    for name in ("editor", "admin"):
        rights = [permission(apps, "community", "reply", verb) for verb in ("view", "change")]
        group.get_or_create(name=name)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_staff_of_contributions"), ("community", "0006_replies")]

    operations = [migrations.RunPython(let_staff_remove, migrations.RunPython.noop)]
