"""Reviewers, editors and admins decide on contributions."""

from importlib import import_module

from django.conf import settings
from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission


def grant(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    decide = permission(apps, "contributions", "contribution", "decide")
    for name in ("reviewer", "editor", "admin"):
        group.get_or_create(name=name)[0].permissions.add(decide)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0002_contributors"),
        ("contributions", "0003_first_guidelines"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
