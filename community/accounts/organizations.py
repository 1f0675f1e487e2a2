"""Organisations of a person: finding one, asking to join, proving it, managing members, leaving."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community import memberships
from community.accounts.views import INVALID, shown
from community.forms import JoinForm
from community.memberships import CannotChange
from community.models import Membership, Organization
from content.document import reader_language
from search.models import SearchEntry

MOST_FOUND = 20
LONGEST_QUESTION = 100


@never_cache
@require_safe
def mine(request):
    """The person's organisations, and a search for others to join."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    memberships_of = Membership.objects.live().filter(user=request.user).select_related("organization")
    context = {
        "memberships": memberships_of,
        "q": words,
        "found": found(words) if words else [],
    }
    return shown(request, "community/account/organizations.html", _("My organisations"), context)


def found(words):
    """Public organisations with these words in their names."""
    entries = SearchEntry.objects.public().filter(kind="organization", language=reader_language())
    for word in words.split()[:5]:
        entries = entries.filter(title__icontains=word)
    return entries.only("slug", "title", "summary").order_by("sort_title", "page_id")[:MOST_FOUND]


def public_organization(slug):
    return get_object_or_404(Organization.objects.public(), slug=slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, slug):
    """Ask to join. The answer is the same whether the address is one of the organisation's or not."""
    organization = public_organization(slug)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        memberships.ask(user=request.user, organization=organization, address=form.cleaned_data["address"])
        messages.success(
            request,
            _("Asked. If the address belongs to the organisation, a mail with a link is on its way; "
              "otherwise the editors decide."),
        )  # fmt: skip
        return redirect("accounts:organizations")
    context = {"organization": organization, "form": form}
    status = INVALID if request.method == "POST" else 200
    title = _("Join %(organization)s") % {"organization": organization}
    return shown(request, "community/account/join.html", title, context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request, token):
    """The link in the mail to the organisation: for the person who asked, signed in, and with one more click."""
    try:
        membership = memberships.read_proof(token, request.user)
    except signing.BadSignature:
        return shown(request, "community/account/prove.html", _("This link does not work"), {}, status=404)
    if request.method == "POST":
        memberships.verify(membership, proof=Membership.Proof.MAIL, by=request.user)
        messages.success(request, _("You are now a member of %(organization)s.") % vars_of(membership))
        return redirect("accounts:organizations")
    return shown(request, "community/account/prove.html", _("Confirm your membership"), {"membership": membership})


def vars_of(membership):
    return {"organization": membership.organization}


@never_cache
@require_safe
def members(request, slug):
    """The members, for members. Others learn nothing, not even that there are any."""
    membership = own_membership(request.user, slug)
    rows = Membership.objects.verified().filter(organization_id=membership.organization_id)
    owner = membership.role == Membership.Role.OWNER
    if owner:
        rows = Membership.objects.live().filter(organization_id=membership.organization_id, user__is_active=True)
    context = {
        "membership": membership,
        "owner": owner,
        "rows": rows.select_related("user__person").order_by("-state", "-role", "pk"),
    }
    return shown(request, "community/account/members.html", str(membership.organization), context)


def own_membership(user, slug):
    """The verified membership of this person. Raises Http404 for everybody else."""
    mine = Membership.objects.verified().filter(user=user, organization__slug=slug)
    return get_object_or_404(mine.select_related("organization"))


@never_cache
@require_POST
def manage_member(request, slug, pk):
    """An owner declines somebody who asked, removes a member, or changes their role; what is refused is said."""
    membership = get_object_or_404(memberships.owned_by(request.user).filter(organization__slug=slug), pk=pk)
    try:
        memberships.manage(membership, request.POST.get("deed", ""), by=request.user)
    except CannotChange as error:
        messages.error(request, str(error))
    except PermissionDenied:
        raise Http404 from None
    return redirect("accounts:organization", slug=slug)


@never_cache
@require_POST
def leave(request, slug):
    """Leave, or withdraw the request."""
    membership = get_object_or_404(Membership.objects.live().filter(user=request.user, organization__slug=slug))
    memberships.end(membership, by=request.user)
    messages.success(request, _("Done."))
    return redirect("accounts:organizations")
