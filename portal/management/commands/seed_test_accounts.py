"""Accounts to try the portal with, one for each role."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

ROLES = {
    "contributor": {"groups": ["contributor"]},
    "reviewer": {"groups": ["reviewer"]},
    "editor": {"groups": ["editor"], "is_staff": True},
    "admin": {"groups": ["admin"], "is_staff": True},
}


class Command(BaseCommand):
    """Makes `test-<role>@example.org` for each role with a new password, which is shown once."""

    help = "Create one account for each role, to try things with; refuses without DEBUG or --really."

    def add_arguments(self, parser):
        parser.add_argument("--really", action="store_true", help="also where DEBUG is off")

    def handle(self, *args, **options):
        """See the class. Raises CommandError on a portal that may be in use."""
        if not settings.DEBUG and not options["really"]:
            raise CommandError("This makes accounts with rights: set DEBUG=1, or add --really.")
        for role, traits in ROLES.items():
            password = secrets.token_urlsafe(12)
            self.make(role, password, **traits)
            self.stdout.write(f"{role:12} test-{role}@example.org  {password}")

    @transaction.atomic
    def make(self, role, password, *, groups, is_staff=False):
        """The account, made or given another password."""
        address = f"test-{role}@example.org"
        user, _new = get_user_model().objects.get_or_create(username=f"test-{role}", defaults={"email": address})
        user.is_staff = is_staff
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
        EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
