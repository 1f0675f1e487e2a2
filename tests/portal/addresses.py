"""An address that can be asked for, made from a URL pattern and something of everything."""

import re
from collections import defaultdict

from django.apps import apps
from django.contrib.auth.models import Group, User

from portal.api import VIEWSETS

ROOMS = {"cases": "case", "strategies": "strategy", "glossary": "term", "organizations": "organization",
         "book": "chapter", "tags": "tag", "references": "reference", "claims": "claim",
         "replies": "reply"}  # fmt: skip
PARAMETER = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")


def address_of(pattern, samples):
    """A pattern with all its parameters filled in."""
    room = pattern.removeprefix("/accounts").split("/")[1]
    values = defaultdict(
        lambda: "1", newer="2", app_label="cases", kind="case", name="cases", rest="nothing/", url="nothing/at/all"
    )
    values["uid"] = samples["contribution"].uid
    if room in ROOMS:
        values["slug"] = samples[ROOMS[room]].slug
    for viewset in VIEWSETS:
        if f"/{viewset.kind.collection}/" in pattern:
            values["name"] = samples[viewset.kind.name].slug
    if model := re.match(r"/admin/(\w+)/(\w+)/<", pattern):
        values["id"] = values["object_id"] = str(one_of(*model.groups(), samples))
    return PARAMETER.sub(lambda match: values[match[1] or match[2]], pattern).strip("^$").replace("/^", "/")


def one_of(app, name, samples):
    """The primary key of something that a page of the admin can be asked about."""
    model = apps.get_model(app, name)
    pages = {type(page): page for page in samples.values()}
    if model in pages:
        return pages[model].pk
    found = {User: User.objects.filter(username="stranger"), Group: Group.objects.filter(name="editor")}
    return found.get(model, model.objects.all())[0].pk
