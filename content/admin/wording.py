"""What every page's form calls its parts, in words for editors who do not program."""

from django.utils.translation import gettext_lazy as _

from content.forms import Words
from content.forms.showing import Section

WORDING = {
    "slug": Words(
        _("Address"),
        _(
            "The last part of the web address, in Latin letters, digits and hyphens. Choose it with care: others link "
            "to it. Most kinds of page can be moved later, and the old address then leads to the new one."
        ),
    ),
    "title": Words(_("Title")),
    "summary": Words(_("Summary"), _("Two or three sentences. Lists and search results show it.")),
    "tags": Words(
        _("Tags"),
        _("Divide by commas; Chinese commas ， 、 ； do as well. Write the tag's title, other name or address."),
    ),
    "sections": Words(_("Sections of the book"), _("Where the book speaks of this, for example 4.2.3.")),
    "references": Words(_("Sources"), _("What this page rests on, the most important first.")),
    "references.reference": Words(_("Source"), _("Type a few letters of the title and choose.")),
    "references.stance": Words(_("What it does for this page")),
    "references.note": Words(_("Note"), _("For example the page number.")),
    "status": Words(
        _("Status"),
        _(
            "Archived: still readable, marked as out of date. "
            "Removed: nobody can read it; the reason below is shown instead."
        ),
    ),
    "status_reason": Words(_("Reason for the status"), _("Needed when the page is removed. Readers see it.")),
    "visible_from": Words(_("Visible from"), _("Empty: at once.")),
    "visible_until": Words(_("Visible until"), _("Empty: without end.")),
    "review_by": Words(_("Look at it again by")),
    "origin": Words(_("Where it comes from")),
    "position": Words(_("Position"), _("Smaller numbers stand first in lists.")),
}

FIRST = ("title", "summary", "tags")
LAST = (
    Section("sources", _("Sources"), ("references", "sections"), _("What the page rests on.")),
    Section(
        "publishing",
        _("Address and publishing"),
        ("slug", "origin", "status", "status_reason", "visible_from", "visible_until", "review_by"),
        closed=True,
    ),
)
