"""What people tell about themselves, and how they ask to join an organisation."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.models import Person
from community.names import check_name, name_key, tidy_name, tidy_orcid
from community.notices import notice_kinds


class ProfileForm(forms.ModelForm):
    """Names and language."""

    class Meta:
        model = Person
        fields = ("display_name", "show_name", "orcid", "show_orcid", "language")
        labels = {
            "display_name": _("Your name"),
            "show_name": _("Show my name with what I contribute"),
            "show_orcid": _("Show my ORCID"),
            "language": _("Language of mails"),
        }
        help_texts = {
            "display_name": _("Your name or a pseudonym, in any script. Without one you are “a contributor”."),
            "orcid": _("If you have one: 0000-0002-1825-0097."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["display_name"].widget.attrs["autocomplete"] = "nickname"
        self.fields["orcid"].max_length = 60  # an address with the number in it is welcome too
        self.fields["orcid"].widget.attrs["maxlength"] = "60"
        self.fields["orcid"].validators = []

    def clean_display_name(self):
        name = tidy_name(self.cleaned_data["display_name"])
        if name:
            check_name(name)
            others = Person.objects.exclude(pk=self.instance.pk)
            if others.filter(name_key=name_key(name)).exists():
                raise ValidationError(_("Somebody has this name, or one that looks like it. Choose another one."))
        return name

    def clean_orcid(self):
        number = self.cleaned_data["orcid"].strip()
        return tidy_orcid(number) if number else ""


class MailChoicesForm(forms.Form):
    """Which mails a person gets: a tick is a kind that is sent."""

    wanted = forms.MultipleChoiceField(
        label=_("Send me a mail when"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person, **options):
        self.person = person
        kinds = [kind for kind in notice_kinds().values() if kind.can_be_switched_off]
        self.codes = [kind.code for kind in kinds]
        wanted = [code for code in self.codes if code not in person.muted]
        super().__init__(*args, initial={"wanted": wanted}, **options)
        self.fields["wanted"].choices = [(kind.code, kind.label) for kind in kinds]

    def save(self):
        self.person.muted = [code for code in self.codes if code not in self.cleaned_data["wanted"]]
        self.person.save(update_fields=["muted"])


class JoinForm(forms.Form):
    """Asking to join: the address at the organisation, if there is one."""

    address = forms.EmailField(
        label=_("Your address at the organisation"),
        required=False,
        max_length=254,
        help_text=_("We send a link there. Without an address, the editors decide."),
    )


class DeleteForm(forms.Form):
    """How what was published is credited afterwards."""

    credit = forms.ChoiceField(
        label=_("What you have published stays. How is it credited?"),
        choices=[("name", _("With my name, as now")), ("anonymous", _("Without my name: “a contributor”"))],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("Delete my account. I know that this cannot be undone."))

    def __init__(self, *args, named, **options):
        """named: is there a name that is shown now?"""
        super().__init__(*args, **options)
        if not named:
            self.fields["credit"].choices = self.fields["credit"].choices[1:]
            self.fields["credit"].initial = "anonymous"
