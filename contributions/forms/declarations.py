"""What an author declares before sending."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.guard import add_guard, look
from community.models import Person, organizations_of
from content.document.fields import FORBIDDEN
from contributions.models import AiUse, Interest, Licence, Rights

NOT_KEPT = ("guidelines", "website", "shown_at", "proof")


def said(choices):
    """The choices that say something."""
    return [(value, label) for value, label in choices.choices if value]


class OrganizationField(forms.ModelChoiceField):
    def label_from_instance(self, organization):
        return str(organization)


class DeclarationsForm(forms.Form):
    """Declarations and the note. Nothing is required to keep a draft; sending asks for what is missing."""

    note = forms.CharField(
        label=_("What you changed, and why"), required=False, max_length=500,
        help_text=_("One sentence for the history of the page. A suggestion cannot be sent without it."),
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    organization = OrganizationField(
        label=_("On behalf of"), required=False, queryset=None, empty_label=_("Nobody but myself"),
        help_text=_("Organisations that you are a verified member of."),
    )  # fmt: skip
    interest = forms.ChoiceField(
        label=_("Do you have a tie to one of the parties?"), required=False, choices=said(Interest),
        help_text=_("You may write all the same. What you say is shown with the page."), widget=forms.RadioSelect,
    )  # fmt: skip
    interest_note = forms.CharField(label=_("Which one, in a line"), required=False, max_length=300)
    ai_use = forms.ChoiceField(label=_("Was AI used?"), required=False, choices=said(AiUse), widget=forms.RadioSelect)
    rights = forms.ChoiceField(
        label=_("Whose text is it?"), required=False, choices=said(Rights), widget=forms.RadioSelect
    )
    licence = forms.BooleanField(
        label=_("I publish the text under CC BY-SA 4.0 and have the right to do so."), required=False
    )
    guidelines = forms.BooleanField(label=_("I have read the guidelines and agree to them."), required=False)
    show_author = forms.BooleanField(
        label=_("Show my name with the page"), required=False,
        help_text=_("The name you have chosen in your account, if you show it at all."),
    )  # fmt: skip

    def __init__(self, contribution, user, *, agreed, guarded=False, data=None):
        initial = {name: getattr(contribution, name) for name in self.base_fields if name not in NOT_KEPT}
        super().__init__(data, initial=initial | {"licence": bool(contribution.licence), "guidelines": agreed})
        self.fields["organization"].queryset = organizations_of(user)
        if contribution.is_new_page:
            del self.fields["note"]
        if contribution.kind == "reply" or not self.fields["organization"].queryset.exists():
            del self.fields["organization"]
        if not Person.objects.of(user).public_name:
            self.initial["show_author"] = False
            self.fields["show_author"].help_text = _(
                "Your account has no name that may be shown. You can choose one under “Name and language”."
            )
        self.guarded = guarded and "later" not in (data or {})
        if guarded:
            add_guard(self)

    def clean(self):
        cleaned = super().clean()
        for name in ("note", "interest_note"):
            if FORBIDDEN.search(cleaned.get(name, "")):
                self.add_error(name, _("This contains control characters that cannot be kept."))
        if cleaned.get("interest") == Interest.OTHER and not cleaned.get("interest_note"):
            self.add_error("interest_note", _("Say in a line what the tie is."))
        if self.guarded:
            look(self)
        return cleaned

    def columns(self):
        """What `actions.save_draft` takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in NOT_KEPT}
        return values | {"licence": Licence.CC_BY_SA_4.value if values.get("licence") else ""}
