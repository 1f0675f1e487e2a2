"""Places in a document in the words of its form, for those who write and those who review: “Both sides' ledgers ›
Company › cost”."""

from django.utils.text import capfirst

from content.changes.wording import ChangeWords
from content.document import reader_language
from content.document.page import get_kind
from content.document.reading import choose
from content.forms.building import words_for, words_of_path
from contributions.wording.fields import wording


def place_words(kind, place):
    """The field that a check or a message is about; "" for the whole and for what is no field of the document."""
    if not place or place[0] not in get_kind(kind).document().fields:
        return ""
    return words_of_path(get_kind(kind), wording(kind), place)


class FormWords(ChangeWords):
    """Says changes by what the form calls the fields; a party without a page is called by its name.

    documents: those that the changes are between, the newer first.
    """

    def __init__(self, kind, titles, documents):
        super().__init__(kind, titles)
        self.wording, self.documents = wording(kind.name), documents

    def walk(self, path):
        place, before, model = "", None, self.kind.model
        for number, (field, next_model, usual) in enumerate(super().walk(path)):
            words = ""
            if number == 1 and path[0] == "parties":
                words = self.name_of_party(path[1])
            elif field is not None and field is not before:  # else it is a row, or one of two languages
                place = f"{place}.{path[number]}" if place else path[number]
                words = self.called(field, model, place)
            yield field, next_model, words or usual
            before, model = field, next_model

    def called(self, field, model, place):
        """The form's words for a field; "" for one that no form has words for."""
        words = str(words_for(field, model, self.wording, place).label)
        return "" if words == field.field_name else capfirst(words)

    def name_of_party(self, position):
        """What a party at a position of the newest document that has it is called; "" for one with a page."""
        if not isinstance(position, int):
            return ""
        rows = next((rows for document in self.documents if position < len(rows := document.get("parties", []))), [])
        name = rows[position].get("name") if rows else None
        return str(choose({"zh": "", "en": ""} | (name or {}), reader_language()))
