"""What an author declared, in words: the same on the receipt and on the review desk."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.document import reader_language
from content.document.reading import choose
from contributions.models import AiUse, Interest, Licence, Rights
from contributions.publishing import party_title

INTERESTS = {
    Interest.EMPLOYEE: gettext_lazy("the author works for one of the parties"),
    Interest.CONTRACTOR: gettext_lazy("one of the parties pays the author"),
    Interest.COMPETITOR: gettext_lazy("the author works for a competitor of a party"),
    Interest.INVESTOR: gettext_lazy("the author has money in one of the parties"),
    Interest.OTHER: gettext_lazy("the author has another tie to a party"),
}
AI_USES = {
    AiUse.DRAFTING: gettext_lazy("AI helped to draft it; the author says every sentence was checked"),
    AiUse.TRANSLATION: gettext_lazy("AI helped to translate it; the author says every sentence was checked"),
}
"""What the form asks in the first person, as others read it; what goes without saying is not here."""


def declared(declarations):
    """[(label, words)] of declarations as contributions and rounds keep them.

    One query where they name an organisation.
    """
    tie = INTERESTS.get(declarations["interest"], Interest(declarations["interest"]).label)
    number, organization = declarations["guidelines"], declarations["organization"]
    rows = [
        (_("Tie to a party"), " · ".join(filter(None, [str(tie), declarations["interest_note"]]))),
        (_("AI"), AI_USES.get(declarations["ai_use"], AiUse(declarations["ai_use"]).label)),
        (_("Whose text"), Rights(declarations["rights"]).label),
        (_("Licence"), Licence(declarations["licence"]).label),
        (_("On behalf of"), choose(party_title(organization), reader_language()) if organization else ""),
        (_("Guidelines"), _("version %(number)s") % {"number": number} if number else ""),
        (_("Named on the page"), _("yes") if declarations["show_author"] else _("no")),
    ]
    return [(label, words) for label, words in rows if words]
