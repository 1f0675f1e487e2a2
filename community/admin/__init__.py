"""Organisations and people in the admin."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from community.admin import collections, memberships, replies  # noqa: F401 - they register their models
from community.admin.people import GroupAdmin, PersonAdmin
from community.models import Organization
from content.admin.pages import PageAdmin
from content.forms import Words
from content.forms.showing import Section

for model, model_admin in ((get_user_model(), PersonAdmin), (Group, GroupAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, model_admin)

# Their owners look after these; what is in them lets others in.
for model in (EmailAddress, EmailConfirmation, Authenticator, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(Organization)
class OrganizationAdmin(PageAdmin):
    own_columns = ("organization_kind", "founded")
    own_filters = ("organization_kind",)
    ordering = ("title_en", "pk")
    wording = {
        "title": Words(_("Name"), _("As the organisation writes it.")),
        "summary": Words(_("Description")),
        "aliases": Words(hint=_("One a line: short forms, former names.")),
        "products": Words(hint=_("One a line.")),
        "founded": Words(hint=_("The year, if it is known.")),
        "relations": Words(_("Relations"), _("How it belongs to other organisations.")),
    }
    sections = (
        Section("who", _("Who they are"), (
            "organization_kind", "homepage", "founded", "founded_note", "aliases", "products")),
        Section("relations", _("Relations"), ("relations",)),
    )  # fmt: skip
