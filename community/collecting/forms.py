"""Forms for collections; they work without scripts, and what was typed stays when something is refused."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from community.collecting.actions import MOST_ITEMS, Item, Wish
from community.models.collections import COLLECTION_SLUG, COLLECTION_UID, LONGEST, new_uid
from content.document.fields import FORBIDDEN


class PlainText(forms.CharField):
    """Text without control characters and without such that turn the direction of reading."""

    def clean(self, value):
        text = super().clean(value)
        if FORBIDDEN.search(text):
            raise forms.ValidationError(_("This contains control characters that cannot be kept."))
        return text.replace("\r\n", "\n")


def note_field(**options):
    return PlainText(
        label=_("Note"),
        required=False,
        max_length=LONGEST["note"],
        widget=forms.Textarea({"rows": 3}),
        **options,
    )


class NewForm(forms.Form):
    """What makes something: its number is in the form, so that a form that is sent twice makes one thing."""

    uid = forms.RegexField(COLLECTION_UID, required=False, widget=forms.HiddenInput, initial=new_uid)


class CollectionForm(forms.Form):
    """Title, words about it, and who may read it; for those who curate also whether it is the editors'."""

    title = PlainText(label=_("Title"), max_length=LONGEST["title"])
    about = PlainText(
        label=_("What it is about"), required=False, max_length=LONGEST["about"], widget=forms.Textarea({"rows": 4})
    )
    public = forms.BooleanField(
        label=_("Everybody may read it"),
        required=False,
        help_text=_("Your name stands with it if you show it. A first public collection is looked at by editors."),
    )
    by_editors = forms.BooleanField(
        label=_("It is the editors’"), required=False, help_text=_("All editors can change it then.")
    )
    slug = forms.RegexField(
        COLLECTION_SLUG,
        label=_("Address"),
        required=False,
        max_length=60,
        help_text=_("For the editors’ only: small Latin letters and digits, joined by hyphens."),
    )

    def __init__(self, *args, curates, **options):
        super().__init__(*args, **options)
        if not curates:
            del self.fields["by_editors"], self.fields["slug"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if re.match(COLLECTION_UID, slug):
            raise forms.ValidationError(_("This could be taken for the number of a collection. Choose another one."))
        return slug

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("slug") and not cleaned.get("by_editors"):
            self.add_error("slug", _("Only the editors’ collections have addresses of their own."))
        return cleaned

    def wish(self, items=()):
        """What is typed, as the actions take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "uid"}
        return Wish(**said, items=list(items))


class NewCollectionForm(NewForm, CollectionForm):
    pass


class ItemForm(forms.Form):
    """One page of a collection."""

    pk = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    note = note_field()
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=9_999)
    remove = forms.BooleanField(label=_("Take it out"), required=False)

    def item(self):
        return Item(**self.cleaned_data)


ItemForms = forms.formset_factory(ItemForm, extra=0, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS)


class AddForm(NewForm):
    """A page goes into a collection that there is, or into a new one."""

    collection = forms.ChoiceField(label=_("Collection"), required=False)
    title = PlainText(
        label=_("Title of a new collection"),
        required=False,
        max_length=LONGEST["title"],
        help_text=_(
            "Type one, and the page goes into a new collection, which only you can read until you make it public."
        ),
    )
    note = note_field(help_text=_("Why it is worth reading, or what to look for."))

    def __init__(self, *args, collections, **options):
        super().__init__(*args, **options)
        self.collections = {row.uid: row for row in collections}
        if self.collections:
            choices = [(uid, row.title) for uid, row in self.collections.items()]
            self.fields["collection"].choices = [*choices, ("", _("a new one"))]
            self.fields["collection"].initial = choices[0][0]
        else:
            del self.fields["collection"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("collection") and not cleaned.get("title") and not self.errors:
            self.add_error("title", _("Give the new collection a title."))
        return cleaned

    @property
    def chosen(self):
        """The collection that was chosen, or None for a new one: whoever types a title wants that."""
        if self.cleaned_data["title"]:
            return None
        return self.collections.get(self.cleaned_data.get("collection", ""))
