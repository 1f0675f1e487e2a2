"""Prints who may open which address with which method: the permission table as the outside sees it."""

import json
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser, Group
from django.core.management.base import BaseCommand

from community.models import AccessToken
from portal.permissions import DECIDE, routes, rule_for
from portal.rules import NOBODY, Rule

REFUSED = Rule(NOBODY, ())
NOBODY_KNOWN = AnonymousUser()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
"""OPTIONS is left out: it does nothing but tell everybody the methods."""


class Command(BaseCommand):
    help = (
        "Every URL pattern with method, role and verdict. Roles are the groups in the database, and their neighbours."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON list, for programs")

    def handle(self, *args, **options):
        if options["json"]:
            self.stdout.write(json.dumps(list(verdicts()), ensure_ascii=False, indent=1))
            return
        for route in routes():
            rule = rule_for(route.name) or REFUSED
            writing = f" (to write: {rule.writing})" if rule.writing else ""
            self.stdout.write(f"{route.pattern}  {','.join(rule.methods)}  {rule.who}{writing}")


def verdicts():
    """One entry per pattern, method and role; a pattern without a line in the table is denied to all."""
    people, keys = roles(), tokens()
    for route in routes():
        rule = rule_for(route.name) or REFUSED
        for method in METHODS:
            for role, person in people.items():
                verdict = "allow" if rule.allows(person, method) else "deny"
                yield {"pattern": route.pattern, "name": route.name, "method": method, "role": role, "verdict": verdict}
            for role, (owner, scopes) in keys.items():
                # Where tokens do not count, whoever sends one is a stranger.
                allowed = rule.allows(owner, method, scopes) if any(rule.scopes) else rule.allows(NOBODY_KNOWN, method)
                verdict = "allow" if allowed else "deny"
                yield {"pattern": route.pattern, "name": route.name, "method": method, "role": role, "verdict": verdict}


def tokens():
    """A token for each scope: of a member, and for reviewing, of a reviewer."""
    reviewer = person(has_perm={DECIDE}.__contains__)
    return {
        f"token to {scope}": (reviewer if scope == AccessToken.Scope.REVIEW else person(), [scope])
        for scope in AccessToken.Scope.values
    }


def roles():
    """A typical person of each role. A member has an account, "staff" no rights; who may but decide, is no staff."""
    people = {"anonymous": AnonymousUser(), "member": person(), "staff": person(is_staff=True)}
    for group in Group.objects.order_by("name").prefetch_related("permissions__content_type"):
        held = {f"{permission.content_type.app_label}.{permission.codename}" for permission in group.permissions.all()}
        people[group.name] = person(is_staff=bool(held - {DECIDE}), has_perm=held.__contains__)
    people["superuser"] = person(is_staff=True, is_superuser=True, has_perm=lambda permission: True)
    return people


def person(**traits):
    nobody_special = {"is_active": True, "is_authenticated": True, "is_staff": False, "is_superuser": False}
    return SimpleNamespace(**nobody_special | {"has_perm": lambda permission: False} | traits)
