"""manage.py write_schemas [--folder docs/schemas]: the JSON Schema of each kind's document as a file."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from content.document import kinds
from content.document.schema import json_schema


class Command(BaseCommand):
    help = "Write the JSON Schema of each kind's document to docs/schemas/."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs" / "schemas")

    def handle(self, *, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for name, kind in kinds().items():
            with translation.override("en"):
                text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2, default=str)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"{len(kinds())} schemas in {folder}")
