"""Pages of an account: overview, profile, notices, mails, export, deletion."""

import json

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.core import signing
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.adapter import display
from community.forms import DeleteForm, MailChoicesForm, ProfileForm
from community.models import Membership, Notice, Person
from community.notices import sentence_of
from community.notices.mail import mail_address, write_mail
from community.notices.telling import in_language
from community.notices.unsubscribing import read_token, switch_off
from community.personal_data import delete_account, export_of

NOTICES_ON_A_PAGE = 30
INVALID = 422  # a form with faults: its text is still there


def shown(request, template, title, context, *, status=200):
    """A page of an account under its title."""
    return render(request, template, {"title": title, **context}, status=status)


@never_cache
@require_safe
def home(request):
    user = request.user
    context = {
        "person": Person.objects.of(user),
        "called": display(user),
        "address": mail_address(user),
        "second_factor": Authenticator.objects.filter(user=user).exists(),
        "memberships": Membership.objects.live().filter(user=user).select_related("organization"),
        "unread": user.notices.filter(read_at=None).count(),
    }
    return shown(request, "community/account/home.html", _("My account"), context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    person = Person.objects.of(request.user)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid() and saved(form):
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    status = INVALID if request.method == "POST" else 200
    return shown(request, "community/account/profile.html", _("Name and language"), {"form": form}, status=status)


def saved(form):
    """Save, unless somebody took the name in this very moment."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("display_name", _("Somebody has this name, or one that looks like it. Choose another one."))
        return False
    return True


# --- Notices ----------------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request):
    """All notices, the newest first; the button marks all as read."""
    if request.method == "POST":
        Notice.objects.filter(user=request.user, read_at=None).update(read_at=timezone.now())
        return redirect("accounts:notices")
    page = Paginator(Notice.objects.filter(user=request.user), NOTICES_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(notice, sentence_of(notice), in_language(notice.address)) for notice in page]
    unread = any(notice.read_at is None for notice in page)
    context = {"rows": rows, "page": page, "unread": unread}
    return shown(request, "community/account/notices.html", _("Notices"), context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request):
    form = MailChoicesForm(request.POST if request.method == "POST" else None, person=Person.objects.of(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:mail_choices")
    status = INVALID if request.method == "POST" else 200
    return shown(request, "community/account/mail_choices.html", _("Mails"), {"form": form}, status=status)


@never_cache
@csrf_exempt  # mail programs send the form by themselves; the signed link is the key
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """One click in the mail, one on the page, or the mail program's own: no sign-in. Reading alone changes nothing."""
    try:
        number, kind = read_token(token)
    except signing.BadSignature:
        return shown(request, "community/account/unsubscribe.html", _("This link does not work"), {}, status=404)
    if request.method == "POST":
        switch_off(number, kind)
    context = {"kind": kind, "done": request.method == "POST"}
    return shown(request, "community/account/unsubscribe.html", _("Mails"), context)


# --- Leaving ----------------------------------------------------------------------------------------------------------


@never_cache
@require_safe
@reauthentication_required
def export(request):
    """Everything that is kept of the person, as a file."""
    text = json.dumps(export_of(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    name = f"commonsource-{timezone.localdate()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def delete(request):
    named = bool(Person.objects.of(request.user).public_name)
    form = DeleteForm(request.POST if request.method == "POST" else None, named=named)
    if request.method == "POST" and form.is_valid():
        say_goodbye(request.user, keep_name=form.cleaned_data["credit"] == "name")
        logout(request)
        return redirect("accounts:deleted")
    context = {"form": form, "person": Person.objects.of(request.user)}
    status = INVALID if request.method == "POST" else 200
    return shown(request, "community/account/delete.html", _("Delete my account"), context, status=status)


@transaction.atomic
def say_goodbye(user, *, keep_name):
    """Close the account, and tell its address so: it may not have been its owner."""
    address, language = mail_address(user), Person.objects.of(user).language
    delete_account(user, keep_name=keep_name)
    if address:
        write_mail(
            to=address,
            kind="account",
            language=language,
            subject=lambda: _("Your account was deleted"),
            context=lambda: {
                "sentence": _("Your account at Commonsource was deleted."),
                "after": _("What you published stays, credited as you chose."),
            },
        )


@never_cache
@require_safe
def deleted(request):
    return shown(request, "community/account/deleted.html", _("Your account is deleted"), {})
