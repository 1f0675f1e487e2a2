"""`manage.py encrypt_second_factors`: after a change of SECRET_KEY, second factors are kept under the new one."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from community.accounts.second_factors import can_be_read, encrypt_anew


class Command(BaseCommand):
    help = "Keeps the secrets of all second factors under the present SECRET_KEY, and lists those that no key opens."

    def add_arguments(self, parser):
        words = "Remove those that no key opens; their owners then sign in without, and set up new ones."
        parser.add_argument("--remove-unreadable", action="store_true", help=words)

    @transaction.atomic
    def handle(self, *args, remove_unreadable, **options):
        rows = list(Authenticator.objects.select_for_update(of=("self",)).select_related("user").order_by("pk"))
        lost = [row for row in rows if not can_be_read(row)]
        for row in rows:
            if row not in lost and row.type != Authenticator.Type.WEBAUTHN:
                encrypt_anew(row)
        for row in lost:
            self.stdout.write(f"{row.user.get_username()}: {row.get_type_display()} cannot be read")
            if remove_unreadable:
                row.delete()
        self.stdout.write(
            f"{len(rows) - len(lost)} in order, {len(lost)} {'removed' if remove_unreadable else 'lost'}."
        )
