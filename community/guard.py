"""What keeps programs from filling in forms: a field that people do not see, a moment of time, and a proof of work.

Nobody is turned away in silence. Who fell into the trap, or was very fast, is told so with everything they wrote, and
gets through at the second press. Without the proof (it takes a script in the browser) forms work too; then fewer are
taken from one network in a day, see ACCOUNT_RATE_LIMITS.
"""

import json
import time
from datetime import timedelta

from allauth.core.ratelimit import consume
from altcha import create_challenge_v1, verify_solution_v1
from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SALT = "community.guard"
SECONDS_TO_READ = 2
SECONDS_TO_SOLVE = 3600
WORK = 40_000
"""Tries that a proof takes at most: a tenth to a third of a second in a desktop browser."""
LONGEST_PROOF = 2_000


def key():
    """What challenges are signed with."""
    return salted_hmac(SALT, "challenge", algorithm="sha256").hexdigest()


def challenge():
    """A challenge as JSON: find the number whose hash with the salt it is."""
    expires = timezone.now() + timedelta(seconds=SECONDS_TO_SOLVE)
    made = create_challenge_v1(max_number=WORK, hmac_key=key(), expires=expires)
    return json.dumps(
        {"algorithm": made.algorithm, "challenge": made.challenge, "salt": made.salt, "signature": made.signature}
        | {"maxnumber": WORK}
    )


def proved(text):
    """Whether this is the solution of a challenge of ours that was not used yet; from now on it is."""
    if not text or len(text) > LONGEST_PROOF:
        return False
    try:
        valid, _error = verify_solution_v1(text, key(), check_expires=True)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return valid and cache.add(f"proof:{salted_hmac(SALT, text).hexdigest()}", 1, SECONDS_TO_SOLVE)


def add_guard(form):
    """Give a form the trap, the time at which it was shown, and a place for the proof."""
    trap = forms.TextInput({"autocomplete": "off", "tabindex": "-1"})
    form.fields["website"] = forms.CharField(
        required=False, max_length=200, widget=trap, label=gettext_lazy("Leave this empty")
    )
    form.fields["shown_at"] = forms.CharField(
        required=False, widget=forms.HiddenInput, initial=lambda: signing.dumps(int(time.time()), salt=SALT)
    )
    form.fields["proof"] = forms.CharField(required=False, widget=forms.HiddenInput({"data-proof": challenge()}))
    form.fields["proof"].initial = ""


def look(form):
    """Add an error to a form that a program seems to have filled in; everything that was written stays.

    A browser that has done its work may be as fast as it likes: passwords are often filled in for people.
    """
    form.proved = proved(form.cleaned_data.get("proof", ""))
    if form.cleaned_data.get("website"):
        form.add_error("website", _("This field is to stay empty; your browser may have filled it in. Empty it."))
    elif settings.GUARD_FORMS and not form.proved and too_fast(form.cleaned_data.get("shown_at", "")):
        form.add_error(None, _("That was very fast. If you are a person, press the button once more."))


def too_fast(text):
    """Whether the form was shown just now, or at a time that we did not note."""
    try:
        shown_at = signing.loads(text, salt=SALT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return True
    return time.time() - shown_at < SECONDS_TO_READ


def within_limits(request, form, action):
    """Whether one more of this is taken from this network today; with a proof of work it may be more."""
    guarded = "proof" in form.fields
    return consume(request, action=f"{action}_without_proof" if guarded and not form.proved else action)


def check_limits(request, form, action):
    """Raise ValidationError when too many came from this network today."""
    if not within_limits(request, form, action):
        raise ValidationError(
            _("Too many have come from your network today. Try again tomorrow, or from elsewhere; nothing is lost.")
        )
