"""A program that uses the API of contributions."""

import json

from community.models import AccessToken
from tests.contributions.conftest import DECLARED, case_document

ALL = "/api/v1/contributions/"
NEW = {"kind": "case", "document": case_document(), **DECLARED}


class Program:
    """A program with somebody's token."""

    def __init__(self, client, user, *scopes):
        self.client, self.user = client, user
        _token, self.secret = AccessToken.objects.make(
            user, name="program", scopes=scopes or ("read", "contribute"), days=1
        )

    def ask(self, method, path, body=None, **headers):
        headers = {"Authorization": f"Bearer {self.secret}", "Accept-Language": "en"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        data = body if isinstance(body, str | bytes) else json.dumps(body) if body is not None else ""
        return self.client.generic(method, path, data, content_type="application/json", headers=headers)

    def begin(self, body=None, key="first"):
        return self.ask("POST", ALL, body or NEW, Idempotency_Key=key)

    def step(self, item, act, body=None, tag=None):
        """Do something with a contribution as it was read."""
        path = f"{ALL}{item.json()['uid']}/{act}"
        method = "POST" if act else "PATCH"
        return self.ask(method, path, body, If_Match=tag or item["ETag"])
