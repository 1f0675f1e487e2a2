"""What templates need to know of the reader's account; and form fields as the site draws them."""

from allauth.mfa.models import Authenticator
from django import forms, template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.second_factors import can_be_read
from content.document import Role, get_kind
from content.people import signed_in

register = template.Library()
BROWSERS = (
    ("MicroMessenger/", gettext_lazy("WeChat")), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
"""What tells a browser, those first that also call themselves by the names of others."""
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip
DECIDE = "contributions.decide_contribution"


@register.simple_tag(takes_context=True)
def reader_account(context):
    """What the masthead says of a signed-in reader: (what they are called, number of unread notices); else None.

    No query for those without a session.
    """
    user = signed_in(context.get("request"))
    if user is None:
        return None
    person = getattr(user, "person", None)
    called = (person and person.display_name) or _("My account")  # others may look at the same screen
    return {"called": called, "unread": user.notices.filter(read_at=None).count()}


@register.simple_tag(takes_context=True)
def collect_path(context, page):
    """Where a signed-in reader adds this page to a collection; "" for everybody else, and for pages of other kinds."""
    request = getattr(context, "request", None)  # the foot of a page is included with few variables, this is not one
    if Role.KEPT not in get_kind(page.kind).roles or not page.version or signed_in(request) is None:
        return ""
    return f"{reverse('accounts:collect')}?page={page.uid}"


@register.simple_tag(takes_context=True)
def my_collections_path(context):
    """Where a signed-in reader finds their collections; "" for everybody else."""
    return reverse("accounts:collections") if signed_in(context.get("request")) else ""


@register.simple_tag(takes_context=True)
def account_links(context):
    """The links beside the pages of an account: (words, address, is this the page?)."""
    here, user = context["request"].path, context["request"].user
    rows = [
        *([(_("Review desk"), "review:queue")] if user.has_perm(DECIDE) else []),
        *([(_("Editing room"), "admin:index")] if user.is_staff else []),
        (_("Overview"), "accounts:home"),
        (_("Name and language"), "accounts:profile"),
        (_("My contributions"), "contributions:list"),
        (_("My collections"), "accounts:collections"),
        (_("Notices"), "accounts:notices"),
        (_("Mails"), "accounts:mail_choices"),
        (_("My organisations"), "accounts:organizations"),
        (_("E-mail address"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Second factor"), "mfa_index"),
        (_("Sessions"), "usersessions_list"),
        (_("Access tokens"), "accounts:tokens"),
    ]
    return [(words, path, path == here) for words, path in ((words, reverse(name)) for words, name in rows)]


@register.simple_tag(takes_context=True)
def second_factor_needed(context):
    """Whether this reader must have a second factor to edit."""
    return settings.REQUIRE_STAFF_MFA and context["user"].is_staff


@register.simple_tag(takes_context=True)
def second_factor_readable(context):
    """Can the site read this reader's codes? Not after its key was changed and forgotten."""
    return all(map(can_be_read, Authenticator.objects.filter(user=context["user"], type="recovery_codes")))


@register.filter
def has_passkey(user):
    """Has this person set up a passkey, so that it can be asked for?"""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


@register.filter
def device(user_agent):
    """Browser and system as people call them: “Firefox · Windows”; what cannot be told is left out."""
    found = (next((name for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS))
    return " · ".join(str(name) for name in found if name) or _("an unknown browser")


@register.inclusion_tag("components/form_field.html")
def account_field(field):
    """A form field with its label, hint and faults, connected for screen readers."""
    widget = field.field.widget
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    tick = isinstance(widget, forms.CheckboxInput)
    if not tick:
        attrs["class"] = "input"
    return {
        "field": field,
        "group": isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "tick": tick,
        "trap": field.name == "website" and not field.errors,
        "described": " ".join(described),
        "widget": field.as_widget(attrs=attrs),
    }
