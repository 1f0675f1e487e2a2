"""Editors and admins look after collections: theirs, and what others make public."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission


def let_staff_curate(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    for name in ("editor", "admin"):
        rights = [permission(apps, "community", "collection", verb) for verb in ("view", "change")]
        group.get_or_create(name=name)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_pages_not_related"), ("community", "0007_collections")]

    operations = [migrations.RunPython(let_staff_curate, migrations.RunPython.noop)]
