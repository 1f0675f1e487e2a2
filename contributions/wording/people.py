"""What the people around a contribution are called."""

from django.utils.translation import gettext as _

from community.models import public_name_of
from contributions.models import may_review


def who(user, reader):
    """What a person is called to a reader: by their own name to themselves and to reviewers, else as they wish."""
    if user is None:
        return _("the site")
    if user == reader:
        return _("you")
    if may_review(reader):
        return str(getattr(user, "person", user))
    return public_name_of(user) or (_("a reviewer") if may_review(user) else _("a contributor"))
