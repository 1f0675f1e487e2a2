"""What a change says in words: fields by their names, linked pages by their titles, codes by their labels."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.changes.differences import item_segments
from content.changes.field_names import NAMES
from content.changes.matching import known_by
from content.document.fields import Document, PageLink, PageLinks
from content.document.page import document_links, shape
from content.document.reading import choose
from search.models import SearchEntry

LONGEST_NAME = 40
"""So much of an image's caption stands for the image."""


def titles_of(kind, documents, language):
    """The titles, by key, of the pages that these documents link to and that anyone may read now; one query. Images
    are called by their caption, else by what is to be seen: "image:<file>"."""
    keys = {key for document in documents for key in document_links(kind.document, document)}
    found = SearchEntry.objects.public().filter(key__in=keys, language=language).values_list("key", "title")
    images = [image for document in documents for image in document.get("images") or []]
    return dict(found) | {f"image:{image.get('file')}": name_of(image, language) for image in images}


def name_of(image, language):
    """What an image is called: its caption, else its alternative text, the beginning of it; "" for neither."""
    said = next((image[part] for part in ("caption", "alt") if any((image.get(part) or {}).values())), {})
    name = str(choose({"zh": "", "en": ""} | said, language))
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


class ChangeWords:
    """Says the changes between documents of a kind; `titles` are those of the pages they link to."""

    def __init__(self, kind, titles):
        self.kind, self.titles = kind, titles

    def place(self, path):
        """Where in a document a change stands: "Steps › 2 › Title › in Chinese"."""
        return " › ".join(words for _field, _model, words in self.walk(path))

    def walk(self, path):
        """(field of the document's definition, model of its row, words) for every step of a path."""
        part, model, rows = shape(self.kind.document), self.kind.model, None
        field = None
        for step in path:
            if rows is not None:
                yield field, model, self.row(rows, model, step)
                part, rows = rows, None
                continue
            field = part.fields.get(step) if isinstance(part, Document) else field
            child = getattr(field, "child", None)
            rows = child if isinstance(child, Document) else None
            if rows is not None and hasattr(getattr(child, "Meta", None), "model"):
                model = child.Meta.model
            part = field if isinstance(field, Document) else None
            yield field, model, str(step + 1) if isinstance(step, int) else str(NAMES.get(step, step))

    def row(self, row, model, step):
        """A row of a list: by its number, the title of the page that it is about, or the label of its code."""
        if isinstance(step, int):
            return str(step + 1)
        if "file" in row.fields:  # an image: in its words, else enough of its name to tell it from others
            return self.titles.get(f"image:{step}") or step.partition(".")[0][:6]
        name = next(iter(known_by(row)), None)
        field = row.fields.get(name)
        title = self.titles.get(f"{field.kind}:{step}") if isinstance(field, PageLink) else None
        return title or label(model, name, step)

    def parts(self, change):
        """A change as (operation, words): what stayed, went and came."""
        field, model, _words = list(self.walk(change.path))[-1]
        name = change.path[-1]

        def say(value):
            return self.say(field, model, name, value)

        if isinstance(change.old, tuple) or isinstance(change.new, tuple):
            old, new = (tuple(map(say, value or ())) for value in (change.old, change.new))
            return in_line([("equal", item) for item in new] if change.moved else item_segments(old, new))
        if all(isinstance(value, str | None) and say(value) == value for value in (change.old, change.new)):
            return change.segments
        sides = [("del", change.old), ("ins", change.new)]
        return [(operation, say(value)) for operation, value in sides if value not in (None, "")]

    def say(self, field, model, name, value):
        """One value: the title of a page, the label of a code, yes and no, or the value itself."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if value is None or not isinstance(value, str):
            return value if value is None else str(value)
        if isinstance(field, PageLink | PageLinks):
            return self.titles.get(f"{field.kind}:{value}" if field.kind else value, value)
        child = getattr(field, "child", None)
        if isinstance(child, Document):  # the order of rows: each by what it points to
            return self.row(child, model, value)
        return label(model, name, value)


def label(model, column, value):
    """What a code is called by its column; the value itself where it is none."""
    try:
        choices = model._meta.get_field(column).flatchoices
    except (AttributeError, FieldDoesNotExist):
        return value
    return str(dict(choices).get(value, value))


def in_line(segments):
    """Items with what stands between them."""
    line = []
    for segment in segments:
        line += [("equal", pgettext("between links", ", ")), segment] if line else [segment]
    return line
