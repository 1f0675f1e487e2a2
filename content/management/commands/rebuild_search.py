"""`manage.py rebuild_search`: what follows from the documents, computed anew: evidence, states, the index."""

from django.core.management.base import BaseCommand

from content.indexing import rebuild


class Command(BaseCommand):
    help = "Computes evidence levels and the like anew, and indexes all pages. Readers notice nothing meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=200, help="Pages to a transaction (default: 200).")

    def handle(self, *args, batch, verbosity, **options):
        done = 0
        for kind, pages in rebuild(max(1, batch)):
            done += pages
            if verbosity:
                self.stdout.write(f"  {kind:<16}{pages:>6} pages, {done} in all")
        if verbosity:
            self.stdout.write("Done.")
