"""`manage.py compare_book [folder]`: does the database hold what the content files say?"""

from django.core.management.base import BaseCommand, CommandError

from book.comparison import compare_book
from book.content_files import CONTENT, BadContentFile


class Command(BaseCommand):
    help = "Compares the database to the content files and names every difference; ends with 1 if there is one."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default=CONTENT, help="Folder of content files (default: book/content)."
        )

    def handle(self, *args, folder, verbosity, **options):
        if verbosity:
            self.stdout.write("Comparing the database to the content files …")
        found = 0
        try:
            for difference in compare_book(folder):
                self.stdout.write(f"  {difference}")
                found += 1
        except BadContentFile as error:
            raise CommandError(f"The content files cannot be read.\n{error}") from error
        if found:
            raise CommandError(f"{found} differences.")
        if verbosity:
            self.stdout.write("No differences.")
