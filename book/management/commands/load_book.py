"""`manage.py load_book`: the book's content files into the database."""

from django.core.management.base import BaseCommand, CommandError

from book.actions import RESULTS, load_book
from book.content_files import CONTENT, BadContentFile
from book.loaded import is_loaded
from search import collection


class Command(BaseCommand):
    help = "Loads the book's content files. Running it again changes nothing that staff have edited."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default=CONTENT, help="Folder of content files (default: book/content)."
        )

        parser.add_argument(
            "--if-changed", action="store_true", help="Only when files or code differ from those loaded last."
        )

    def handle(self, *args, folder, if_changed, verbosity, **options):
        if if_changed and is_loaded(folder):
            return
        if verbosity:
            self.stdout.write("Loading the book’s content …")
        try:
            report = load_book(folder)
        except BadContentFile as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        collection.settle()
        if not verbosity:
            return
        for kind, counts in report.counts.items():
            numbers = ", ".join(f"{counts[result]} {result}" for result in RESULTS if counts[result])
            self.stdout.write(f"  {kind:<16}{numbers}")
        for key in report.left_alone:
            self.stdout.write(f"  left alone, since staff edited it: {key}")
