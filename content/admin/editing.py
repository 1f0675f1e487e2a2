"""One request for a page's form: show it, or save what was sent, or say what stands against it."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from content.actions import StaleVersion, save
from content.admin.columns import STATES
from content.admin.forms import SavingForm
from content.admin.joining import Joining
from content.forms import PageForm
from content.forms.images import with_uploads
from content.forms.showing import shown_sections
from content.models import Claim, Origin, Revision
from content.wording import evidence_name

NEW_PAGE = {"origin": Origin.EDITORS.value}


class Editing:
    """A page's form in one request. `page` is None while a new page is made."""

    def __init__(self, admin, request, page=None):
        self.admin, self.request, self.page = admin, request, page
        self.kind = admin.kind
        self.posted = request.method == "POST"
        self.may_save = page is None or admin.has_change_permission(request, page)
        data = with_uploads(request) if self.posted and self.may_save else request.POST if self.posted else None
        document = page.document if page else NEW_PAGE | admin.start
        kept = ("slug", *self.kind.kept, *admin.kept) if page else self.kind.kept
        self.form = PageForm(self.kind, document, wording=admin.words, data=data, kept=kept)
        initial_version = {"base_version": page.version if page else 0}
        self.saving = SavingForm(data, initial=initial_version, note_needed=page is not None)

    def answer(self):
        if not self.posted:
            self.form.learn()
            return self.show()
        if not self.may_save:
            raise PermissionDenied
        valid = self.form.is_valid() and not self.gaps()
        return self.save() if self.saving.is_valid() and valid else self.show(status=400)

    def gaps(self):
        """What the kind's admin misses in the document; said at its fields."""
        missing = self.admin.gaps(self.form.document, self.page)
        self.form.add_errors(missing)
        return missing

    def save(self):
        """Save what was sent; a page that somebody else changed meanwhile is shown to be compared."""
        base = self.saving.cleaned_data["base_version"] if self.page else 0
        return self.write(self.form.document, base, self.page)

    def write(self, document, base, before, joined=None):
        """Save the document on top of version `base`; `before` is the page as it was, `joined` what it was merged with.

        A version in between is merged in; only where both changed the same field the editor is asked.
        """
        try:
            page = save(
                kind=self.kind.name,
                document=document,
                source=Revision.Source.ADMIN,
                by=self.request.user,
                note=self.saving.cleaned_data["note"],
                base_version=base,
            )
        except ValidationError as error:
            self.form.add_errors(error.detail)
        except StaleVersion as stale:
            if self.page:
                return self.join(stale.page)
            self.form.main.add_error("slug", _("There is a page with this address already."))
        except IntegrityError as error:
            self.form.main.add_error(None, refused_by_database(error))
        else:
            self.admin.warn(self.request, before, page, joined)
            return self.admin.saved(self.request, page, before.version if before else 0)
        return self.show(status=400)

    def join(self, current):
        """Merge what was sent with what others saved meanwhile; show the fields that both changed."""
        joining = Joining(self.admin, current, self.form.document, self.saving.cleaned_data, self.request.POST)
        if not joining.open:
            return self.write(joining.document, current.version, current, joining)
        data = self.saving.data.copy()
        data["seen_version"] = current.version
        self.saving = SavingForm(data, note_needed=True)
        self.saving.is_valid()
        return self.show(status=409, conflict=joining)

    # --- What the page shows ------------------------------------------------------------------------------------------

    def show(self, status=200, **context):
        opts = self.admin.opts
        sections = shown_sections(self.form, self.admin.all_sections, self.admin.words)
        context |= self.admin.admin_site.each_context(self.request) | {
            "opts": opts,
            "title": str(self.page) if self.page else _("New page: %(kind)s") % {"kind": opts.verbose_name},
            "subtitle": self.page.uid if self.page else None,
            "page": self.page,
            "sections": sections,
            "form": self.form,
            "saving": self.saving,
            "may_save": self.may_save,
            "faulty": [section for section, _parts, wrong in sections if wrong],
            "choices_url": reverse("admin:content_page_choices"),
            "preview_url": reverse("admin:content_page_preview"),
            "list_url": self.admin.url("changelist"),
            "images": reverse("admin:content_page_image", args=["-"]).removesuffix("-"),
        }
        if self.page:
            context |= self.about_the_page()
        self.request.current_app = self.admin.admin_site.name
        return TemplateResponse(self.request, "admin/content/page_form.html", context, status=status)

    @property
    def level(self):
        """The name of the page's evidence level, None for kinds without one."""
        level = self.page.computed.get("level")
        return None if level is None else evidence_name(level, self.page.origin)

    def about_the_page(self):
        """What the portal knows of the page, and who says what about it."""
        claims = Claim.objects.filter(links__target=self.page, links__relation="about").order_by("uid")
        return {
            "site_page": self.admin.get_view_on_site_url(self.page),
            "history_url": self.admin.url("history", self.page),
            "move_url": self.admin.url("move", self.page) if self.may_save and not self.kind.kept else "",
            "claims": claims.exclude(status="removed").defer("document"),
            "level": self.level,
            "state": STATES.get(self.page.computed.get("state")),
        }


def refused_by_database(error):
    """A sentence for what the database itself refused; the checks of the document should have come first."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "?"
    return _("The database refuses this (%(name)s): something stands here twice, or contradicts another field.") % {
        "name": constraint
    }
