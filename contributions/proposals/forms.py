"""Tags and organisations that are not here yet, proposed beside the field that they belong to."""

from itertools import chain, count

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import Organization
from content.document import reader_language
from content.document.reading import choose
from content.forms import split_tags
from content.forms.tag_words import TagWords
from content.models import Facet, translated
from contributions.proposals.known import known_pages, near, same
from contributions.proposals.proposal import (
    FIELD,
    LENGTHS,
    LONGEST_NAME,
    MOST,
    called,
    fault_of_address,
    fault_of_name,
    is_a_party,
)
from contributions.publishing import HAN

PREFIX = {"tag": "new_tags", "organization": "new_organizations"}
NOT_CHOSEN = ("", gettext_lazy("choose"))


class ProposalForm(forms.Form):
    """One page that is not here yet. `known`: those that are, by their names."""

    kind = ""
    needed = ()
    zh = forms.CharField(label=gettext_lazy("Name in Chinese"), required=False, max_length=LONGEST_NAME)
    en = forms.CharField(label=gettext_lazy("Name in English"), required=False, max_length=LONGEST_NAME)

    def __init__(self, *args, known=(), **options):
        super().__init__(*args, **options)
        self.known = known

    def clean_zh(self):
        return self.checked_name("zh")

    def clean_en(self):
        return self.checked_name("en")

    def checked_name(self, field):
        if (text := self.cleaned_data[field]) and (fault := fault_of_name(text)):
            raise forms.ValidationError(fault)
        return text

    def clean(self):
        cleaned = super().clean()
        if self.errors or not self.said:
            return cleaned
        if not (cleaned["zh"] or cleaned["en"]):
            self.add_error("zh", _("Give a name in at least one language."))
        for name, words in self.needed:
            if not cleaned.get(name):
                self.add_error(name, words)
        if there := same(self.proposal, self.known):
            self.add_error("zh" if cleaned["zh"] else "en", _("“%(title)s” is here already.") % {"title": there.title})
        return cleaned

    @property
    def said(self):
        """Is anything proposed in this row?"""
        return any(self.cleaned_data.get(name) for name in self.fields if name != "DELETE")

    @property
    def proposal(self):
        """What was filled in, as `Contribution.proposals` holds it."""
        names = {language: self.cleaned_data.get(language, "") for language in ("zh", "en")}
        return {"kind": self.kind, "name": names} | {
            part: self.cleaned_data.get(part, "") for part in LENGTHS[self.kind]
        }

    @property
    def near(self):
        """Titles of pages that are here and may be meant, once a name was given."""
        given = {"name": {language: self[language].value() or "" for language in ("zh", "en")}, "kind": self.kind}
        return (
            [page.title for page in near(given | {"homepage": ""}, self.known)] if any(given["name"].values()) else []
        )


class TagForm(ProposalForm):
    kind = "tag"
    needed = (
        ("facet", gettext_lazy("Choose the question that it answers.")),
        ("note", gettext_lazy("Say in a line why it is needed, or take the word out.")),
    )
    facet = forms.ChoiceField(label=gettext_lazy("Which question does it answer?"), required=False)
    note = forms.CharField(label=gettext_lazy("Why is it needed?"), required=False, max_length=LENGTHS["tag"]["note"])

    def __init__(self, *args, facets=(), **options):
        super().__init__(*args, **options)
        self.fields["facet"].choices = [NOT_CHOSEN, *facets]


class OrganizationForm(ProposalForm):
    kind = "organization"
    needed = (("organization_kind", gettext_lazy("Say what kind of organisation it is.")),)
    organization_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[NOT_CHOSEN, *Organization.Kind.choices]
    )
    homepage = forms.CharField(
        label=gettext_lazy("Home page"), required=False, max_length=LENGTHS["organization"]["homepage"],
        widget=forms.TextInput({"type": "url", "placeholder": "https://"}),
    )  # fmt: skip

    def clean_homepage(self):
        text = self.cleaned_data["homepage"]
        if text and fault_of_address(text):
            raise forms.ValidationError(_("Give a web address that starts with http or https."))
        return text


FORMS = {"tag": TagForm, "organization": OrganizationForm}


class ProposalForms:
    """The rows of one kind in a step: what is proposed so far, and one more."""

    def __init__(self, kind, proposals, data=None):
        self.kind, self.field = kind, FIELD[kind]
        self.rows = [proposal for proposal in proposals if proposal["kind"] == kind]
        formset = forms.formset_factory(
            FORMS[kind], extra=1, max_num=MOST, absolute_max=MOST + 10, can_delete=True, validate_max=True
        )
        options = {"known": known_pages(kind)} | ({"facets": facets()} if kind == "tag" else {})
        shown = [proposal["name"] | proposal for proposal in self.rows] if data is None else None
        self.formset = formset(data, prefix=PREFIX[kind], initial=shown, form_kwargs=options)

    def is_valid(self):
        return self.formset.is_valid()

    @property
    def forms(self):
        return self.formset.forms

    @cached_property
    def opened(self):
        """Is there something in it to see?"""
        return bool(self.rows or self.formset.is_bound and any(form.has_changed() for form in self.forms))

    @property
    def kept(self):
        """The rows that propose something."""
        return [form for form in self.forms if form.said and not form.cleaned_data.get("DELETE")]

    def proposals(self):
        """What was filled in, as `Contribution.proposals` holds it."""
        return [form.proposal for form in self.kept]

    def refuse_strangers(self, document):
        """Put a fault on each organisation that is none of the document's parties; True when there is none."""
        if self.kind != "organization":
            return True
        strangers = [form for form in self.kept if not is_a_party(form.proposal, document)]
        for form in strangers:
            words = _("Name “%(name)s” among the parties too, in the same words.")
            form.add_error("zh" if form["zh"].value() else "en", words % {"name": called(form.proposal)})
        return not strangers


def facets():
    """The questions that tags answer: (address, title)."""
    rows = Facet.objects.public().order_by("position", "pk").values_list("slug", *translated("title"))
    return [(slug, str(choose({"zh": zh, "en": en}, reader_language()))) for slug, zh, en in rows]


def with_new_words(data):
    """What was sent, with each word of the tag field that is no tag in a row of its own, to be proposed."""
    prefix, vocabulary = PREFIX["tag"], TagWords()
    words = split_tags(data.get("tags", ""))
    new = [word for word in words if not vocabulary.knows(word)][:MOST]
    data = data.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    data.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    data.setdefault(f"{prefix}-TOTAL_FORMS", "0")
    if not new or not (total.isascii() and total.isdecimal() and len(total) < 4):
        return data
    rows = [[data.get(f"{prefix}-{row}-{name}", "") for name in TagForm.base_fields] for row in range(int(total))]
    places = chain((number for number, texts in enumerate(rows) if not any(texts)), count(len(rows)))
    known = {text for texts in rows for text in texts}
    for number, word in zip(places, (word for word in new if word not in known), strict=False):
        data[f"{prefix}-{number}-{'zh' if HAN.search(word) else 'en'}"] = word
        data[f"{prefix}-TOTAL_FORMS"] = str(max(number + 1, len(rows)))
    data["tags"] = ", ".join(word for word in words if word not in new)
    return data
