"""What readers may learn of the people who edit: a name they gave for it, never how to sign in or to write to them.
And who reads."""

import re

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from content.models import Revision

MAIL = re.compile(r"[^\s@<>()（）,，;；:：。]+[@＠][^\s@<>()（）,，;；:：。]+")
CREDITS = ArraySubquery(
    Revision.objects.filter(page=OuterRef("pk"))
    .exclude(contribution="")
    .order_by("number")
    .values(
        row=JSONObject(
            number="number",
            credit="credit",
            name=F("author__person__display_name"),
            show_name=F("author__person__show_name"),
            orcid=F("author__person__orcid"),
            show_orcid=F("author__person__show_orcid"),
        )
    )
)
"""Who contributed to a page, read with it in one query.

For each version that came as a contribution: its number, what was declared, its author's name and ORCID now.
"""


def signed_in(request):
    """The signed-in reader, or None; no query for those without a session."""
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    return request.user if request.user.is_authenticated else None


def author_name(author):
    """What to call who saved a version: the name they show, else “an editor”; "" for nobody.

    No query if the person came along (`select_related("author__person")`).
    """
    if author is None:
        return ""
    person = getattr(author, "person", None)
    return without_mail(person.public_name) if person and person.public_name else _("an editor")


def without_mail(text):
    """The text with every e-mail address in it left out."""
    return MAIL.sub("…@…", text)
