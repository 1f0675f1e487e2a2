"""Who may open which address of the admin, with which methods.

Pages about a model follow one pattern; what differs, and every other page, has a line. A named page without either is
refused, and tests/portal/test_permission_matrix.py compares all verdicts with real answers.
"""

import re

from portal.rules import NOBODY, NOT_YET, PUBLIC, READ_AND_WRITE, STAFF, SUPERUSER, WRITE, Rule

ANY_PAGE = "content.view_page or content.change_page"

ADMIN_PUBLIC = {"admin:login", "admin:logout", "admin:language"}
"""Open to staff without a second factor too."""

LINES = {
    "admin:login": Rule(NOT_YET, READ_AND_WRITE),  # leads on to the site's sign-in, or in
    "admin:logout": Rule(PUBLIC, WRITE),
    "admin:language": Rule(PUBLIC, READ_AND_WRITE),
    "admin:index": Rule(STAFF),
    "admin:app_list": Rule(STAFF),
    "admin:jsi18n": Rule(STAFF),
    "admin:password_change": Rule(STAFF, READ_AND_WRITE),
    "admin:password_change_done": Rule(STAFF),
    # Not used by any form or page, so nobody needs to get there.
    "admin:autocomplete": Rule(NOBODY),
    "admin:view_on_site": Rule(NOBODY),
    # All pages together: to be found here, and edited in the forms of their kinds.
    "admin:content_page_choices": Rule("content.view_page"),
    "admin:content_page_preview": Rule("content.view_page", WRITE),
    "admin:content_page_image": Rule("content.view_page"),
    "admin:content_page_add": Rule(NOBODY),
    "admin:content_page_change": Rule(ANY_PAGE),
    # An account begins with a name and a password; the form that follows changes it.
    "admin:auth_user_add": Rule("auth.add_user and auth.change_user", READ_AND_WRITE),
    "admin:auth_user_password_change": Rule("auth.change_user", READ_AND_WRITE),
    # Domains are entered by mistake; nobody edits mails, which are sent again from their list.
    "admin:community_organizationdomain_delete": Rule("community.delete_organizationdomain", READ_AND_WRITE),
    "admin:community_outgoingmail_add": Rule(NOBODY),
    # People write their collections themselves.
    "admin:community_collection_add": Rule(NOBODY, READ_AND_WRITE),
    # What was sent is read; versions of the guidelines are added, never changed.
    "admin:contributions_contribution_add": Rule(NOBODY),
    "admin:contributions_contribution_changelist": Rule("contributions.view_contribution", READ_AND_WRITE),
    "admin:contributions_contribution_change": Rule("contributions.view_contribution", READ_AND_WRITE, NOBODY),
    "admin:contributions_guidelineversion_change": Rule("contributions.view_guidelineversion", READ_AND_WRITE, NOBODY),
    # A reply is its organisation's word: editors may remove it, not write it.
    "admin:community_reply_add": Rule(NOBODY, READ_AND_WRITE),
    "admin:community_reply_restore": Rule(NOBODY, WRITE),
    "admin:community_reply_move": Rule(NOBODY, READ_AND_WRITE),
    # What a group may do, superusers decide.
    "admin:auth_group_add": Rule(SUPERUSER, READ_AND_WRITE),
    "admin:auth_group_change": Rule("auth.view_group or auth.change_group", READ_AND_WRITE, SUPERUSER),
}

MODEL_PAGE = re.compile(
    r"admin:(?P<app>[a-z]+)_(?P<model>[a-z0-9]+)_(?P<page>changelist|add|change|delete|history|compare|restore|move)\Z"
)


def admin_rule(name: str) -> Rule | None:
    """The line of a page of the admin, or what its model's permissions make of it; None for a name nobody listed."""
    if line := LINES.get(name):
        return line
    if page := MODEL_PAGE.match(name):
        return model_rule(**page.groupdict())
    if name.startswith("admin:/"):  # without a name: ways on to pages that ask again
        return Rule(STAFF)
    return None


def model_rule(app: str, model: str, page: str) -> Rule:
    """Who may open a page about a model: who may change something may see it too. Pages and people are not deleted."""
    view, add, change = (f"{app}.{verb}_{model}" for verb in ("view", "add", "change"))
    return {
        "changelist": Rule(f"{view} or {change}", READ_AND_WRITE, change),
        "add": Rule(add, READ_AND_WRITE),
        "change": Rule(f"{view} or {change}", READ_AND_WRITE, change),
        "history": Rule(f"{view} or {change}"),
        "compare": Rule(f"{view} or {change}"),
        "restore": Rule(change, WRITE),
        "move": Rule(change, READ_AND_WRITE),
        "delete": Rule(NOBODY, READ_AND_WRITE),
    }[page]
