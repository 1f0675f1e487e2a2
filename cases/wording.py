"""What the parts of a case are called in a form, and how that helps: the same for editors and contributors."""

from django.utils.translation import gettext_lazy as _

from content.forms import ITEMS, PARTIAL_DATE, Words
from content.forms.images import WORDS as IMAGES

WORDING = IMAGES | {
    "background": Words(hint=_("What the situation was, before anything was done together.")),
    "activities": Words(hint=_("What was done, in order.")),
    "activities.date": Words(hint=PARTIAL_DATE),
    "outcomes.figure": Words(_("Figure"), _("Only with its unit and its source.")),
    "outcomes.figure.period": Words(hint=PARTIAL_DATE),
    "what_went_wrong": Words(hint=_("Failures and conflicts teach the most. Say what happened, not who is to blame.")),
    "lessons": Words(_("Lessons"), ITEMS),
    "strategies": Words(hint=_("Playbooks that this case gave rise to, used, or contradicts.")),
    "strategies.step": Words(hint=_("The number of the step, if it is about one step only.")),
    "related": Words(hint=_("Other cases worth reading beside this one, each with the reason.")),
}
