"""Asking somebody without an account: the form, the people asked so far, and taking a question back."""

import re

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.models import name_of
from contributions import actions
from contributions.models import Invitation
from contributions.publishing import party_names
from contributions.refusals import NotNow


class InviteForm(forms.Form):
    """Whom to ask, in which language, and for what. `parties`: (value, words) of the parties that can confirm."""

    guest_name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES)
    purpose = forms.ChoiceField(
        label=gettext_lazy("Asked"), choices=Invitation.Purpose, widget=forms.RadioSelect, initial="comment"
    )
    party = forms.ChoiceField(label=gettext_lazy("For the party"), required=False)
    ask = forms.CharField(
        label=gettext_lazy("What you want to know"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *arguments, parties, **options):
        super().__init__(*arguments, **options, prefix="invite", label_suffix="")
        self.fields["party"].choices = [("", _("choose one")), *parties]
        if not parties:
            self.fields["purpose"].choices = [("comment", Invitation.Purpose.COMMENT.label)]
        for name, field in self.fields.items():
            if name != "purpose":
                field.widget.attrs["class"] = "input"

    def clean(self):
        given = super().clean()
        if given.get("purpose") == "confirm" and not given.get("party"):
            self.add_error("party", _("Choose one of the parties."))
        return given


def parties_of(comparison):
    """(value, words) of the parties in a text: an organisation by its address, others by their name."""
    rows = comparison.mine.get("parties", [])
    titles = comparison.words.titles
    return [(names[0], titles.get(f"organization:{names[0]}", names[0])) for row in rows if (names := party_names(row))]


def invite(row, by, form):
    """Ask the person that a valid form names."""
    given = form.cleaned_data
    guest = actions.Guest(
        given["guest_name"], given["email"], given["language"], given["purpose"], given["party"], given["ask"]
    )

    def path(token):
        with override(guest.language):
            return reverse("review:asked", args=[token])

    actions.invite(row, by=by, guest=guest, path=path)


def take_back(row, by, given):
    number = given.get("invitation", "")
    known = re.fullmatch("[0-9]{1,9}", number)
    found = row.invitations.filter(pk=int(number)).first() if known else None
    if found is None:
        raise NotNow(_("There is no such invitation."))
    actions.withdraw_invitation(found, by=by)
    return "asked"


def invitations(row, comparison):
    """Those who were asked, newest first, and what became of it. One query, and one for those still usable."""
    usable = set(row.invitations.usable().values_list("pk", flat=True))
    titles = comparison.words.titles
    return [
        {
            "invitation": found,
            "party": titles.get(f"organization:{found.party}", found.party),
            "by": name_of(found.by),
            "usable": found.pk in usable,
            "older": found.round != comparison.round.number,
        }
        for found in row.invitations.select_related("by__person")
    ]
