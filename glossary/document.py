"""The documents of terms and of the categories they are filed under."""

from django.utils.translation import gettext_lazy as _

from content.document import Kind, PageDocument, Role
from content.document.fields import Choice, Number, PageLink, PageLinks, Plain, Row, Text, YesNo
from content.document.page import without_repetition
from glossary.models import Alias, Term, TermCategory
from search import chinese


class TermCategoryDocument(PageDocument):
    """A shelf of the glossary."""

    position = Number()


class AliasDocument(Row):
    """Another name of a term."""

    text = Plain(limit=200, needed=True)
    language = Choice(choices=Alias.Language.values)
    status = Choice(choices=Alias.Status.values, default=Alias.Status.ALLOWED)

    class Meta:
        model = Alias
        parent = "term"


class TermDocument(PageDocument):
    """A term. Its title is the headword, its summary the definition."""

    term_category = PageLink("term_category", needed=True)
    pinyin = Plain(limit=200)
    text = Text()
    in_appendix = YesNo()
    aliases = AliasDocument(many=True, default=list, max_length=50)
    related = PageLinks("term")
    broader = PageLinks("term")

    def validate_aliases(self, rows):
        return without_repetition(rows, "text", "language")


def category_entry(document, computed, language, neighbours):
    return {"position": document["position"]}


def letter_of(document, neighbours):
    """The letter a term stands under: the first of its pinyin, or of its English name."""
    title = document["title"]
    return {"letter": chinese.index_letter(document["pinyin"] or title["zh"] or title["en"])}


def term_entry(document, computed, language, neighbours):
    letter = (
        computed["letter"] if language == "zh" else chinese.index_letter(document["title"]["en"] or document["pinyin"])
    )
    surfaces = [[text, key, "preferred"] for key, text in document["title"].items() if text]
    surfaces += [[alias["text"], alias["language"], alias["status"]] for alias in document["aliases"]]
    other = "en" if language == "zh" else "zh"
    return {
        "letter": letter,
        "sort_title": chinese.pinyin_sort_key(document["pinyin"] or document["title"]["zh"])
        if language == "zh"
        else "",
        "facets": [f"term_category:{document['term_category']}"],
        "row": {
            "term_category": document["term_category"],
            "pinyin": document["pinyin"],
            "other_title": document["title"][other],
            "surfaces": surfaces,
            "broader": document["broader"],
        },
    }


def names(document, language):
    return [document["pinyin"], *(alias["text"] for alias in document["aliases"])]


TERM_CATEGORY = Kind(
    "term_category", TermCategory, TermCategoryDocument, "Y", "glossary:list", "term-categories",
    _("Category"), _("Categories"), category_entry,
)  # fmt: skip
TERM = Kind(
    "term", Term, TermDocument, "T", "glossary:detail", "terms", _("Term"), _("Terms"), term_entry,
    compute=letter_of, words=names, section="glossary", list_name="glossary:list", heading=_("Glossary"), place=5,
    roles=(Role.MAIN, Role.TAKEN, Role.TAGGED, Role.KEPT, Role.SHARED),
)  # fmt: skip
