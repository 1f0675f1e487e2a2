"""`manage.py rebuild_search`: what follows from the documents, computed anew: evidence, states, the index."""

from django.core.management.base import BaseCommand

from content.actions.indexing import is_outdated, mark_current, rebuild


class Command(BaseCommand):
    help = "Computes evidence levels and the like anew, and indexes all pages. Readers notice nothing meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=200, help="Pages to a transaction (default: 200).")

        parser.add_argument("--if-outdated", action="store_true", help="Only when the index was made by other code.")

    def handle(self, *args, batch, if_outdated, verbosity, **options):
        if if_outdated and not is_outdated():
            return
        done = 0
        for kind, pages in rebuild(max(1, batch)):
            done += pages
            if verbosity:
                self.stdout.write(f"  {kind:<16}{pages:>6} pages, {done} in all")
        mark_current()
        if verbosity and done:
            self.stdout.write("Done.")
