"""What readers may learn of the people who edit: a name they gave for it, never how to sign in or to write to them."""

import re

from django.utils.translation import gettext as _

MAIL = re.compile(r"[^\s@<>()（）,，;；:：。]+[@＠][^\s@<>()（）,，;；:：。]+")


def public_name(person):
    """What to call who saved a version: the full name, if there is one and it is no e-mail address."""
    name = person.get_full_name()
    return name if name and "@" not in name and "＠" not in name else _("an editor")


def without_mail(text):
    """The text with every e-mail address in it left out."""
    return MAIL.sub("…@…", text)
