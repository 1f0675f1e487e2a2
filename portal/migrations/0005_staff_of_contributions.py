"""Editors and admins read contributions in the admin; admins write new versions of the guidelines."""

from importlib import import_module

from django.conf import settings
from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission
READ = [("contribution", "view"), ("guidelineversion", "view"), ("reason", "view")]
WRITE = [("guidelineversion", "add"), ("reason", "add")]


def grant(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    for name, rights in {"editor": READ, "admin": READ + WRITE}.items():
        given = [permission(apps, "contributions", model, verb) for model, verb in rights]
        group.get_or_create(name=name)[0].permissions.add(*given)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0004_cache"),
        ("contributions", "0003_first_guidelines"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
