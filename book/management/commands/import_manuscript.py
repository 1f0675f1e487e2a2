"""`manage.py import_manuscript`: the owner's full text into the chapters. The file is read, never copied or kept."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from book.actions import import_manuscript
from book.manuscript import BadManuscript
from content.actions import BadDocuments, StaleVersion


class Command(BaseCommand):
    help = "Puts the book's full text into its chapters, by section number. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A Markdown file in UTF-8.")
        parser.add_argument(
            "--language", choices=["zh", "en"], default="zh", help="Language of the file (default: zh)."
        )

    def handle(self, *args, file, language, verbosity, **options):
        try:
            report = import_manuscript(file.read_text(encoding="utf-8"), language)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{file} is not in UTF-8 (byte {error.start}). Save it as UTF-8 and try again."
            ) from error
        except (BadManuscript, BadDocuments) as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error
        except StaleVersion as error:
            raise CommandError(f"Nothing was imported: {error.page.key} was changed meanwhile. Try again.") from error
        if not verbosity:
            return
        for result, numbers in report.items():
            self.stdout.write(f"  {len(numbers):>3} {result}{': ' + ', '.join(numbers) if numbers else ''}")
