"""What readers may learn of the people who edit: a name they gave for it, never how to sign in or to write to them."""

import re

from django.utils.translation import gettext as _

MAIL = re.compile(r"[^\s@<>()（）,，;；:：。]+[@＠][^\s@<>()（）,，;；:：。]+")


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
