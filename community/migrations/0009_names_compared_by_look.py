"""The keys of people's names know more letters that look alike. Where two names are one now, the later name goes."""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from community.names import name_key


def write_keys(apps, schema_editor):
    Person = apps.get_model("community", "Person")
    named = Person.objects.exclude(display_name="").order_by("pk")
    named.update(name_key=Concat(Value("#"), Cast("pk", models.CharField())))  # out of each other's way
    taken = set()
    for person in list(named):
        key = name_key(person.display_name)
        if key in taken:  # the owner is “a contributor” until they choose another
            person.display_name, key = "", ""
        taken.add(key)
        Person.objects.filter(pk=person.pk).update(display_name=person.display_name, name_key=key)


class Migration(migrations.Migration):
    dependencies = [("community", "0008_second_factors_encrypted")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
