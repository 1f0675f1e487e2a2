"""New sources, one row each: a web address is enough."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.models import PageReference, PublisherKind, is_web_address
from contributions.drafts.sources import FIELDS, LONGEST_AUTHOR, MOST, authors_of

FORM_ROWS = 2


class SourceForm(forms.Form):
    """One new source."""

    url = forms.CharField(
        label=_("Web address"), required=False, max_length=FIELDS["url"],
        widget=forms.TextInput({"type": "url", "placeholder": "https://"}),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), required=False, max_length=FIELDS["title"])
    authors = forms.CharField(
        label=_("Authors, with semicolons between them"), required=False, max_length=FIELDS["authors"]
    )
    publisher = forms.CharField(label=_("Published by"), required=False, max_length=FIELDS["publisher"])
    publisher_kind = forms.ChoiceField(
        label=_("Kind of publisher"), required=False, choices=PublisherKind.choices, initial="other"
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1, max_value=2999)
    stance = forms.ChoiceField(
        label=_("What it does for this page"), required=False, choices=PageReference.Stance.choices, initial="supports"
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=FIELDS["note"])

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url:
            try:
                is_web_address(url)
            except ValidationError as error:
                raise ValidationError(_("Give a web address that starts with http or https.")) from error
        return url

    def clean_authors(self):
        text = self.cleaned_data["authors"]
        if any(len(name) > LONGEST_AUTHOR for name in authors_of(text)):
            raise ValidationError(_("Put semicolons between the names."))
        return text

    def clean(self):
        cleaned = super().clean()
        described = any(cleaned.get(name) for name in ("title", "publisher", "note"))
        if described and not cleaned.get("url") and "url" not in self.errors:
            self.add_error("url", _("Give the web address of this source."))
        return cleaned

    @property
    def said(self):
        """Is this row a source?"""
        return any(self.cleaned_data.get(name) for name in FIELDS)


class BaseSourceFormSet(forms.BaseFormSet):
    def sources(self):
        """What was filled in, as `Contribution.sources` holds it."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form.said and not form.cleaned_data.get("DELETE")
        ]


SourceFormSet = forms.formset_factory(
    SourceForm, formset=BaseSourceFormSet, extra=FORM_ROWS, max_num=MOST, absolute_max=MOST + 10, can_delete=True
)
