"""The groups of those who contribute: contributor and reviewer. Admins look after memberships; the outbox they read."""

from importlib import import_module

from django.conf import settings
from django.db import migrations

permission = import_module("portal.migrations.0001_groups").permission

FOR_ADMINS = [
    *(("membership", verb) for verb in ("view", "add", "change")),
    *(("organizationdomain", verb) for verb in ("view", "add", "change")),
    ("person", "view"),
    ("outgoingmail", "view"),
    ("outgoingmail", "change"),
]


def make_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    for name in ("contributor", "reviewer"):
        group.get_or_create(name=name)
    rights = [permission(apps, "community", model, verb) for model, verb in FOR_ADMINS]
    group.get_or_create(name="admin")[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0001_groups"),
        ("community", "0002_people"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
