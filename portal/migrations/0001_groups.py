"""The roles of staff: editors change all content; admins look after people too. Nobody deletes."""

from django.conf import settings
from django.db import migrations

CONTENT = {
    "content": ["facet", "tag", "reference", "claim"],
    "glossary": ["termcategory", "term"],
    "community": ["organization"],
    "strategies": ["strategy", "practicegroup", "practice"],
    "book": ["chapter"],
    "cases": ["case"],
}
EDITING = ("view", "add", "change")


def editing(app, models):
    return [(app, model, verb) for model in models for verb in EDITING]


def make_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    content = [right for app, models in CONTENT.items() for right in editing(app, models)]
    content.append(("content", "page", "view"))
    people = [*editing("auth", ["user"]), ("auth", "group", "view")]
    for name, rights in {"editor": content, "admin": content + people}.items():
        group.get_or_create(name=name)[0].permissions.add(*(permission(apps, *right) for right in rights))


def permission(apps, app, model, verb):
    """The permission, made here where Django would make it only after all migrations, with the name it would get."""
    content_type, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    name = f"Can {verb} {apps.get_model(app, model)._meta.verbose_name_raw}"
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{verb}_{model}", defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("content", "0001_initial"),
        ("glossary", "0001_initial"),
        ("community", "0001_initial"),
        ("strategies", "0001_initial"),
        ("book", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
