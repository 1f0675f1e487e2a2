"""What all of this API shares, and what authors do."""

import hashlib
import re

from allauth.core.ratelimit import consume
from django.db import connection, transaction
from django.http import Http404
from django.utils.decorators import classonlymethod
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

from community.models import organizations_of
from content.addresses import site_address
from content.api.problems import BadParameter
from content.api.views import ApiView
from contributions import actions
from contributions.api import bodies, items, openapi
from contributions.api.problems import Problem, of_faults, of_refusal, pointer
from contributions.models import Contribution, State
from contributions.naming import named_page
from contributions.refusals import NotNow, Refused
from search.finding import PAGE_SIZE, number
from search.values import BadFilter

MOST = 100
KEY = re.compile(r"[\x21-\x7e]{1,200}")


class PersonalView(ApiView):
    """Answers for one person: the one who is signed in, or whose token was sent. Kept by no cache."""

    schema = openapi.PersonalSchema()
    parser_classes = [JSONParser]  # named in the description; `body` reads, so that what is wrong is said at its place

    @classonlymethod
    def as_view(cls, **options):
        """REST framework leaves out the check against forged forms; who comes with a session gets it here."""
        view = super().as_view(**options)
        view.csrf_exempt = False
        return view

    def perform_authentication(self, request):
        """The middleware has done it, and the permission table has let this person through."""
        request.user = request._request.user

    def handle_exception(self, exc):
        if isinstance(exc, Refused):
            exc = of_refusal(exc)
        elif isinstance(exc, ValidationError):
            exc = of_faults(exc)
        return super().handle_exception(exc)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def body(self, expected):
        """The checked body of this request."""
        return bodies.body_of(self.request._request, expected)

    def shown(self, row, *, status=200, as_sent=False):
        """A contribution as it is now, with its ETag."""
        known = Contribution.objects.with_list_data().select_related("follows", "guidelines")
        row = known.prefetch_related("rounds").get(pk=row.pk)
        item, tag = items.receipt(row, self.request, as_sent=as_sent)
        headers = {"ETag": tag}
        if status == 201:
            headers["Location"] = f"{site_address(self.request)}/api/v1/contributions/{row.uid}/"
        return Response(item, status=status, headers=headers)

    def matched(self, row):
        """Lock the row, and hold the request against it. Raises Problem: 428 without If-Match, 412 with another."""
        given = self.request.headers.get("If-Match", "")
        if not given:
            raise Problem(428, _("Send the ETag of the text you have read: If-Match."))
        row = Contribution.objects.select_for_update(of=("self",)).get(pk=row.pk)
        tag = items.etag_of(row, row.transitions.count())
        if given.strip().removeprefix("W/") != tag:
            raise Problem(412, _("It has changed since you read it. Read it again."), current=tag)
        return row

    def part(self, rows):
        """A part of a list, the newest first: {"count", "next", "results"}."""
        try:
            size = number(self.request.GET, "page_size", 1, MOST) or PAGE_SIZE
        except BadFilter as error:
            raise BadParameter(error.parameter, error.message) from error
        before = self.request.GET.get("before", "")
        if before and not re.fullmatch("N-[0-9]{4,9}", before):
            raise BadParameter("before", _("Give the number of a contribution."))
        count = rows.count()
        rows = rows.order_by("-pk").with_list_data().prefetch_related("rounds")
        if before:
            rows = rows.filter(pk__lt=int(before[2:]))
        found = list(rows[: size + 1])
        site, following = site_address(self.request), None
        if len(found) > size:
            parameters = self.request.GET.copy()
            parameters["before"] = found[size - 1].uid
            following = f"{site}{self.request.path}?{parameters.urlencode()}"
        results = [items.brief(row.read_by(self.request.user), site) for row in found[:size]]
        return Response({"count": count, "next": following, "results": results})


def public_page(given, name, *above):
    """The public page that the field `name` gives, as "case:slug" or by its address. Raises Problem.

    above: where in the body `given` stands.
    """
    try:
        return named_page(given[name])
    except NotNow as refusal:
        raise Problem(400, _("There is no such page."), [(pointer(*above, name), refusal)]) from refusal


def columns_of(given, person):
    """What `actions.save_draft` takes of a body."""
    columns = {name: value for name, value in given.items() if name not in {"kind", "target", "organization"}}
    if "organization" in given:
        slug = given["organization"]
        columns["organization"] = organizations_of(person).filter(slug=slug).first() if slug else None
        if slug and columns["organization"] is None:
            raise Problem(400, _("You can write for organisations you belong to."), [("#/organization", slug)])
    return columns


class Contributions(PersonalView):
    """Your contributions, and those of your organisations that were sent, the newest first. POST begins a new one.

    `Idempotency-Key` makes it safe to send the same request again: it is done once.
    """

    operation = "contributions"
    body_of = {"POST": bodies.Beginning}

    def get(self, request):
        self.allow_only("state", "page_size", "before")
        rows = Contribution.objects.authored_for(request.user)
        if state := request.GET.get("state", ""):
            if state not in State.values:
                raise BadParameter("state", _("Give one of: %(states)s.") % {"states": ", ".join(State.values)})
            rows = rows.filter(state=state)
        return self.part(rows)

    @transaction.atomic
    def post(self, request):
        key = request.headers.get("Idempotency-Key", "")
        if not KEY.fullmatch(key):
            raise Problem(
                400, _("Send an Idempotency-Key: up to 200 characters of your choice, another for each text.")
            )
        given = self.body(bodies.Beginning)
        form_key, known = once(request.user, key, request._request.body)
        return self.shown(known or begin(request.user, given, form_key), status=201)


def once(person, key, body):
    """(form key, the contribution that this request has begun already). Raises Problem for the same key with another
    body. Requests with the same key wait for each other."""
    prefix = f"api {hashlib.sha256(key.encode()).hexdigest()[:40]} "
    form_key = prefix + hashlib.sha256(body).hexdigest()[:40]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{person.pk} {prefix}"])
    known = Contribution.objects.filter(author=person, form_key__startswith=prefix).first()
    if known and known.form_key != form_key:
        raise Problem(422, _("This Idempotency-Key was used for another text."))
    return form_key, known


def begin(person, given, form_key):
    """Begin with all that was sent at once."""
    target = public_page(given, "target") if given.get("target") else None
    kind = given.get("kind") or (target.kind if target else "")
    row = actions.start(by=person, kind=kind, target=target, form_key=form_key)
    columns = columns_of(given, person)
    return actions.save_draft(row, by=person, version=row.version, **columns) if columns else row


class OneContribution(PersonalView):
    """The receipt: every step with its date, the checks, and the text. PATCH keeps what is written, complete or not."""

    operation = "contribution"
    body_of = {"PATCH": bodies.Writing}

    def get(self, request, uid):
        self.allow_only()
        return self.shown(readable(request.user, uid))

    @transaction.atomic
    def patch(self, request, uid):
        row = self.matched(own(request.user, uid))
        columns = columns_of(self.body(bodies.Writing), request.user)
        return self.shown(actions.save_draft(row, by=request.user, version=row.version, **columns))


def readable(person, uid):
    found = Contribution.objects.authored_for(person).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def own(person, uid):
    found = Contribution.objects.by(person).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


class Step(PersonalView):
    """Something that its author does with a contribution."""

    operation = "contribution"
    act = ""
    body_of = {"POST": bodies.Saying}

    @transaction.atomic
    def post(self, request, uid):
        row = self.matched(own(request.user, uid))
        return getattr(self, self.act)(row, request.user)

    def send(self, row, person):
        given = self.body(bodies.Sending)
        if "guidelines" in given:
            actions.agree(person, given["guidelines"])
        if not consume(self.request._request, action="send"):
            raise Problem(429, _("Too many were sent from your network today. Your text is kept: send it tomorrow."))
        return self.shown(actions.send(row, by=person, version=row.version))

    def withdraw(self, row, person):
        return self.shown(actions.withdraw(row, by=person, message=self.body(bodies.Saying).get("message", "")))

    def appeal(self, row, person):
        return self.shown(actions.appeal(row, by=person, message=self.body(bodies.Saying).get("message", "")))

    def revise(self, row, person):
        self.body(bodies.Nothing)
        return self.shown(actions.revise(row, by=person), status=201)


class Messages(PersonalView):
    """The conversation about a contribution; POST adds to it."""

    operation = "contribution_messages"
    body_of = {"POST": bodies.Message}
    staff = False

    def found(self, request, uid):
        return readable(request.user, uid)

    def get(self, request, uid):
        self.allow_only()
        return Response({"results": items.messages(self.found(request, uid), request.user, staff=self.staff)})

    @transaction.atomic
    def post(self, request, uid):
        row, given = self.found(request, uid), self.body(self.body_of["POST"])
        thread = None
        if number := given.pop("thread", None):
            thread = row.messages.visible_to(request.user).filter(pk=number).first()
            if thread is None:
                raise Problem(400, _("There is no such message."), [("#/thread", number)])
        message = actions.message(row, by=request.user, thread=thread, **given)
        return Response(items.one_message(message, request.user), status=201)
