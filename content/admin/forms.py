"""What an editor says about a change, beside the page's own form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.document.fields import FORBIDDEN

NOTE_LENGTH = 500


class SavingForm(forms.Form):
    """The note for the history, and the version that the editor saw."""

    note = forms.CharField(
        label=_("What you changed, and why"),
        help_text=_("One sentence for the history, for example: “Year of the founding corrected, see source 3”."),
        max_length=NOTE_LENGTH,
        required=False,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    """The other editor's version that choices between two texts were made against."""
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, note_needed=False, **options):
        super().__init__(*args, **options)
        self.fields["note"].required = note_needed
        self.fields["note"].error_messages["required"] = _("Say in one sentence what you changed, and why.")

    def clean_note(self):
        note = self.cleaned_data["note"]
        if FORBIDDEN.search(note):
            raise forms.ValidationError(_("This contains control characters that cannot be kept."))
        return note
