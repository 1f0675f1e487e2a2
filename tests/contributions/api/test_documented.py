"""The example of docs/api.md does what it says, as it stands there."""

import itertools
import json
import re
import shlex
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from contributions.models import Contribution, GuidelineVersion, State
from tests.contributions.program import Program
from tests.factories import TermCategoryFactory

pytestmark = pytest.mark.django_db
CONTRIBUTING = (settings.BASE_DIR / "docs/api.md").read_text(encoding="utf-8").partition("\n## Contributing\n")[2]
COMMANDS = re.findall(r"^curl (?:.*\\\n)*.*-d '[^']*'$", CONTRIBUTING, re.MULTILINE)


def asked(program, command, uid):
    """What the site answers to a command of the documentation, about the contribution with this number."""
    words = shlex.split(command.replace("\\\n", " ").replace("N-0001", uid))
    options = list(itertools.pairwise(words))
    headers = dict(value.split(": ", 1) for flag, value in options if flag == "-H")
    del headers["Authorization"], headers["Content-Type"]
    given = dict(options)
    address = next(word for word in words if word.startswith("http"))
    return program.ask(given.get("-X", "POST"), urlsplit(address).path, json.loads(given["-d"]), **headers)


def test_the_example_begins_writes_and_sends_a_term(client, author):
    assert GuidelineVersion.objects.current().number == 1
    TermCategoryFactory(slug="community")
    program, uid = Program(client, author), "N-0001"
    statuses = []
    for command in COMMANDS:
        answer = asked(program, command, uid)
        statuses.append(answer.status_code)
        uid = answer.json().get("uid", uid)

    assert statuses == [201, 200, 200]
    assert Contribution.objects.get().state == State.SUBMITTED
