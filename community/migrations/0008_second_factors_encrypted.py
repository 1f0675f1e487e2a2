"""Secrets of second factors that were set up before are encrypted too."""

from django.db import migrations

from community.accounts.second_factors import can_be_read, encrypt_anew


def each(apps, how=None):
    for row in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn"):
        if can_be_read(row):
            encrypt_anew(row, **({"how": how} if how else {}))


def encrypt(apps, schema_editor):
    each(apps)


def make_plain(apps, schema_editor):
    each(apps, how=str)


class Migration(migrations.Migration):
    dependencies = [("community", "0007_collections"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(encrypt, make_plain)]
