"""manage.py move_page case:old-address new-address: another address for a page, however many pages name it."""

from django.core.management.base import BaseCommand, CommandError
from rest_framework.exceptions import ValidationError

from content.actions.moving import move
from content.document.writing import faults
from content.models import Page, is_slug


class Command(BaseCommand):
    help = "Gives a page another address. The old one leads there, and every page that names it names the new one."

    def add_arguments(self, parser):
        parser.add_argument("page", help="The page as kind:address, for example case:linux-ibm.")
        parser.add_argument("address", help="The new address: Latin letters and digits, joined by hyphens.")

    def handle(self, *args, page, address, **options):
        kind, _colon, slug = page.partition(":")
        found = Page.objects.filter(kind=kind, slug=slug, version__gt=0).first()
        if found is None:
            raise CommandError(f"There is no page {page}: name it as kind:address, for example case:linux-ibm.")
        if not is_slug.regex.fullmatch(address):
            raise CommandError(f"“{address}” cannot be an address: use Latin letters and digits, joined by hyphens.")
        try:
            moved = move(found, address, by=None)
        except ValidationError as error:
            raise CommandError(" ".join(text for _place, text in faults(error.detail))) from None
        self.stdout.write(f"{page} stands at {moved.key} now; the old address leads there.")
