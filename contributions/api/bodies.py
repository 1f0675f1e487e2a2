"""What programs send: JSON objects with known names. Whatever else comes is said at its place."""

import json

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from content.document.fields import FORBIDDEN
from contributions.api.problems import Problem, of_body
from contributions.drafts.fields import WRITABLE
from contributions.models import Act, AiUse, Interest, Licence, Rights
from contributions.proposals.proposal import MOST


def body_of(request, expected):
    """The checked body as a dict of what was sent. Raises Problem: 400, 413, 415."""
    try:
        text = request.body
    except RequestDataTooBig as error:
        raise Problem(413, _("That is more than can be taken at once.")) from error
    if text and request.content_type != "application/json":
        raise Problem(415, _("Send JSON: Content-Type: application/json."))
    try:
        given = json.loads(text or b"{}", parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(400, _("This is not valid JSON.")) from error
    checked = expected(data=given)
    if not checked.is_valid():
        raise of_body(checked.errors)
    return checked.validated_data


def refuse_constant(name):
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


class Words(serializers.CharField):
    """Text without control characters."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_blank": not options.get("required")} | options)

    def to_internal_value(self, data):
        text = super().to_internal_value(data)
        if FORBIDDEN.search(text):
            raise ValidationError(_("This contains control characters that cannot be kept."))
        return text


class Parts(serializers.JSONField):
    """An object; the action itself looks at what is in it."""

    kind = dict

    def to_internal_value(self, data):
        if not isinstance(data, self.kind):
            raise ValidationError(_("Give an object.") if self.kind is dict else _("Give a list."))
        return data


class Rows(Parts):
    """A list, likewise."""

    kind = list


class Choice(serializers.ChoiceField):
    def __init__(self, choices):
        super().__init__([value for value in choices.values if value], required=False, allow_blank=True)


class Body(serializers.Serializer):
    """A body. Names that are not known are refused, never ignored."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise ValidationError({name[:50]: [_("There is no such field.")] for name in unknown})
        return super().to_internal_value(data)


class ImageFile(serializers.Serializer):
    """A form with one file: PNG, JPEG or WebP, up to 5 MB and 40 megapixels."""

    file = serializers.FileField()


class Writing(Body):
    """What an author writes: parts of the document, others stay; new sources; new tags and organisations, each
    {"kind": "tag", "name", "facet", "note"} or {"kind": "organization", "name", "organization_kind", "homepage"}; the
    declarations."""

    document = Parts(required=False)
    sources = Rows(required=False)
    proposals = Rows(required=False)
    note = Words(max_length=500)
    organization = Words(max_length=100)
    licence = Choice(Licence)
    rights = Choice(Rights)
    interest = Choice(Interest)
    interest_note = Words(max_length=300)
    ai_use = Choice(AiUse)
    show_author = serializers.BooleanField(required=False)


class Beginning(Writing):
    """A new contribution: the kind of a new page, or the page to change as "case:slug"."""

    kind = serializers.ChoiceField(list(WRITABLE), required=False)
    target = Words(max_length=200)


class Sending(Body):
    """guidelines: the version that is agreed to, once for each version."""

    guidelines = serializers.IntegerField(required=False, min_value=1, max_value=1_000_000)


class Saying(Body):
    """Words that go with a step."""

    message = Words(max_length=10_000)


class Message(Body):
    """A message: on the whole, on a field (`place`), or as an answer in a thread."""

    text = Words(max_length=10_000, required=True)
    place = Words(max_length=200)
    quoted = Words(max_length=2_000)
    thread = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class StaffMessage(Message):
    """The same for reviewers, who can also write to each other alone."""

    staff_only = serializers.BooleanField(required=False)


class Nothing(Body):
    """An empty object, or no body."""


class Verdict(Body):
    """On one proposal: "take" it, "replace" it by a page that is here ("tag:slug"), or "leave" it for a reason."""

    act = serializers.ChoiceField(Act.values)
    page = Words(max_length=200)
    reason = Words(max_length=300)


class Accepting(Saying):
    """changes: keys of the changes to take, all without it; choices: "mine" or "theirs" for those that collide;
    slug: the address of a new page, one made of its title without it; proposals: a verdict on each new tag and
    organisation, in their order."""

    changes = serializers.ListField(child=serializers.CharField(max_length=300), required=False, max_length=500)
    choices = serializers.DictField(child=serializers.ChoiceField(["mine", "theirs"]), required=False)
    slug = Words(max_length=100)
    proposals = Verdict(many=True, required=False, max_length=MOST)


class Refusing(Body):
    """Asking for changes and declining say why: a reason of the guidelines, and words."""

    reason = Words(max_length=40, required=True)
    message = Words(max_length=10_000, required=True)


class Duplicate(Saying):
    """of: the public page that says it already, as "case:slug"."""

    of = Words(max_length=200, required=True)
