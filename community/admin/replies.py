"""Replies in the admin: read there, never written. A reply is its organisation's word; editors can only remove it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from community.document import ReplyDocument
from community.models import Reply
from content.admin.pages import PageAdmin
from content.admin.rights import NeverAdded
from content.document.page import shape
from content.forms import Words
from content.forms.showing import Section
from content.models import Status

STAFFS = ("status", "status_reason")


@admin.register(Reply)
class ReplyAdmin(NeverAdded, PageAdmin):
    own_columns = ("organization", "case")
    list_select_related = ("organization", "case")
    kept = tuple(name for name in shape(ReplyDocument).fields if name not in STAFFS)
    wording = {
        "status": Words(
            _("Status"),
            _("A reply that breaks the guidelines can be removed. Archived means: taken back by its authors."),
        )
    }
    all_sections = (Section("publishing", _("Take it off the site"), STAFFS),)

    def gaps(self, document, page):
        """Only the organisation takes its reply back."""
        if document["status"] == Status.ARCHIVED:
            return {"status": [_("Only the organisation can take its reply back; you can remove it.")]}
        return {}

    def restore_view(self, request, object_id):
        raise PermissionDenied

    def move_view(self, request, object_id):
        raise PermissionDenied
