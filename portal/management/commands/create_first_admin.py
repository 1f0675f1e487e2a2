"""The first account of a new portal."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

NAME = "admin"
LINE = "─" * 72


class Command(BaseCommand):
    """Makes the account `admin` with a password that is shown once; does nothing when somebody can already sign in."""

    help = "Create the first administrator if there is none, and show the password once."

    def handle(self, *args, **options):
        """See the class."""
        users = get_user_model().objects
        with transaction.atomic():
            if users.filter(is_superuser=True).exists():
                return
            password = secrets.token_urlsafe(12)
            users.create_superuser(NAME, password=password)
        self.stdout.write(
            f"\n{LINE}\n"
            f"The first administrator was created; this password is shown only now:\n"
            f"    sign in as  {NAME}\n"
            f"    password    {password}\n"
            f"Another one:    ./run manage changepassword {NAME}\n"
            f"{LINE}\n"
        )
