"""manage.py write_data: make a set of open data now, as the worker does after changes."""

from django.core.management.base import BaseCommand, CommandError

from portal.open_data import sets
from portal.open_data.making import make


class Command(BaseCommand):
    help = "Write everything public as JSON Lines and CSV with a data package description."

    def handle(self, *args, **options):
        for name in sets.withdraw():
            self.stdout.write(f"withdrawn: {name}")
        try:
            name = make()
        except OSError as error:
            raise CommandError(f"The set could not be written: {error}") from error
        sets.tidy()
        self.stdout.write(str(sets.folder() / name))
