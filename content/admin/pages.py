"""Editing a page in the admin: a document in, a document out, saved by the one saving action."""

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from content.admin.columns import PageColumns
from content.admin.editing import Editing
from content.admin.history import compare_view, history_view, restore_view
from content.admin.moving import move_view
from content.admin.rights import NeverDeleted
from content.admin.wording import FIRST, LAST, WORDING
from content.document import kinds
from content.forms.showing import Section

MAX_ID = 2**63 - 1


class PageAdmin(NeverDeleted, PageColumns, admin.ModelAdmin):
    """A kind of page in the admin. Nothing is deleted: a page is removed by its status, with a reason.

    `sections`: the form's own sections, between what all pages have; `wording`: Words by place in the document;
    `start`: what a new page's form begins with; `kept`: parts that the form of an existing page leaves alone.
    """

    sections = ()
    first = FIRST
    wording = {}
    start = {}
    kept = ()
    change_list_template = "admin/content/page_list.html"
    actions = None
    list_per_page = 50
    search_fields = ("title_zh_hans", "title_en", "slug", "uid")
    search_help_text = gettext_lazy("Title in either language, address or number")

    @cached_property
    def kind(self):
        return next(kind for kind in kinds().values() if kind.model is self.model)

    @cached_property
    def words(self):
        """What the form calls its parts."""
        return WORDING | self.wording

    @cached_property
    def all_sections(self):
        return (Section("first", gettext_lazy("What readers see first"), self.first), *self.sections, *LAST)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        mine = [
            path("<path:object_id>/compare/", self.admin_site.admin_view(self.compare_view), name=f"{name}_compare"),
            path("<path:object_id>/restore/", self.admin_site.admin_view(self.restore_view), name=f"{name}_restore"),
            path("<path:object_id>/move/", self.admin_site.admin_view(self.move_view), name=f"{name}_move"),
        ]
        return mine + super().get_urls()

    # --- Who may ------------------------------------------------------------------------------------------------------

    def page(self, object_id):
        """The page with this number in the address. Raises Http404."""
        number = unquote(object_id)
        if not (number.isascii() and number.isdigit() and int(number[:20]) <= MAX_ID):
            raise Http404
        page = self.model.objects.filter(pk=int(number), version__gt=0).first()
        if page is None:
            raise Http404
        return page

    def readable_page(self, request, object_id):
        """The same, for somebody who may see it. Raises PermissionDenied."""
        page = self.page(object_id)
        if not self.has_view_or_change_permission(request, page):
            raise PermissionDenied
        return page

    def changeable_page(self, request, object_id):
        """The same, for somebody who may change it. Raises PermissionDenied."""
        page = self.page(object_id)
        if not self.has_change_permission(request, page):
            raise PermissionDenied
        return page

    # --- The form -----------------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return Editing(self, request).answer()
        page = self.readable_page(request, object_id)
        return Editing(self, request, page).answer()

    def saved(self, request, page, before, restored=None):
        """The answer after saving: what happened, and back to where the editor wants to be.

        restored: the number of the version that was brought back.
        """
        link = format_html('<a href="{}">{}</a>', self.url("change", page), page)
        if page.version == before:
            self.message_user(request, format_html(_("Nothing was different, so “{}” was not saved again."), link))
        elif restored:
            self.log_change(request, page, [{"changed": {}}])
            text = _("Version %(old)d restored as version %(new)d.") % {"old": restored, "new": page.version}
            self.message_user(request, text, "SUCCESS")
        elif before == 0:
            self.log_addition(request, page, [{"added": {}}])
            self.message_user(request, format_html(_("“{}” was created, number {}."), link, page.uid), "SUCCESS")
        else:
            self.log_change(request, page, [{"changed": {}}])
            self.message_user(request, format_html(_("“{}” was saved as version {}."), link, page.version), "SUCCESS")
        return HttpResponseRedirect(self.url("change", page) if "_continue" in request.POST else self.url("changelist"))

    def gaps(self, document, page):
        """What editors must fill in before saving, though a document could do without: faults by place.

        `page` is None while a new page is made.
        """
        return {}

    def warn(self, request, before, page, joined):
        """Say what an editor may have done without meaning to, and what came in from somebody else."""
        if joined and joined.places:
            text = _("Somebody else saved meanwhile; the changes of both are in it. From them: %(places)s.")
            self.message_user(
                request, text % {"places": pgettext("between links", ", ").join(joined.places)[:500]}, "WARNING"
            )
        if before and any(text and not page.document["title"][key] for key, text in before.document["title"].items()):
            text = _("The title has lost one of its languages; readers of that language now see the other one.")
            self.message_user(request, text, "WARNING")

    def url(self, name, page=None):
        """The address of one of this kind's pages in the admin."""
        arguments = [quote(page.pk)] if page else []
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=arguments)

    def get_view_on_site_url(self, obj=None):
        return self.kind.path(obj.slug) if obj and obj.status != "removed" else None

    # --- History ------------------------------------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        return history_view(self, request, self.readable_page(request, object_id))

    def compare_view(self, request, object_id):
        return compare_view(self, request, self.readable_page(request, object_id))

    def restore_view(self, request, object_id):
        return restore_view(self, request, self.changeable_page(request, object_id))

    def move_view(self, request, object_id):
        return move_view(self, request, self.changeable_page(request, object_id))
