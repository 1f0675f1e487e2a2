"""The interface's strings: collects them from the code, keeps the Chinese catalogue in step, compiles it.

    python locale/messages.py            collect and compile
    python locale/messages.py --check    say what is missing or out of step; exit code 1

Django's own makemessages needs GNU gettext; this needs only Babel, so that every machine can do it.
"""

import io
import sys
import tomllib
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale/zh_Hans/LC_MESSAGES"
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["root_packages"]
KEYWORDS = {
    name: arguments
    for base, arguments in {
        "gettext": None,
        "gettext_noop": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (base, f"{base}_lazy")
} | {"_": None, "lazy": None}


def sources():
    """(file, language for the extractor, its text) of all code and templates."""
    from django.utils.translation.template import templatize

    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python", path.read_text(encoding="utf-8")
    for path in sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}):
        yield path, "javascript", templatize(path.read_text(encoding="utf-8"), origin=str(path))


def collect():
    """The catalogue of all strings in the code, untranslated."""
    catalog = Catalog(locale="zh_Hans", project="Commonsource", fuzzy=False)
    for path, language, text in sources():
        source = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract(language, source, KEYWORDS, options={"encoding": "utf-8"}):
            catalog.add(message, locations=[(str(path.relative_to(ROOT)), None)], context=context)
    return catalog


def current():
    """The catalogue in the repository."""
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="zh_Hans")


def merged():
    """The strings of the code with the translations of the repository."""
    catalog, old = collect(), current()
    for message in catalog:
        known = old.get(message.id, message.context) if message.id else None
        if known:
            message.string = known.string
    return catalog


def compiled(catalog):
    """The catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def faults():
    """What is not in order, one sentence each."""
    catalog, old = merged(), current()
    here = {(message.id, message.context) for message in catalog if message.id}
    there = {(message.id, message.context) for message in old if message.id}
    found = [f"Untranslated: {message.id!r}" for message in catalog if message.id and not complete(message)]
    found += [f"No longer used: {identity!r}" for identity, _context in sorted(there - here, key=str)]
    found += [
        f"Placeholders differ: {message.id!r} {error}" for message in old if message.id for error in message.check(old)
    ]
    if (FOLDER / "django.mo").read_bytes() != compiled(old):
        found.append("django.mo is older than django.po: run python locale/messages.py")
    return found


def complete(message):
    """Is every form of the message translated?"""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def update():
    """Write the merged catalogue and compile it."""
    catalog = merged()
    with (FOLDER / "django.po").open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
    (FOLDER / "django.mo").write_bytes(compiled(current()))


def main():
    sys.path.insert(0, str(ROOT))
    django.setup()
    if "--check" in sys.argv:
        found = faults()
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    update()
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    sys.exit(main())
