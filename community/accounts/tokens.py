"""/accounts/tokens/: access tokens, made by their owner, shown once, ended by them."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.db.models import Q
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.views import INVALID, shown
from community.models import AccessToken
from community.models.tokens import MOST_TOKENS

DAYS = ((30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("one year")))


class TokenForm(forms.Form):
    """What a token is for, what it may do, and until when."""

    name = forms.CharField(
        label=gettext_lazy("What the token is for"), max_length=100,
        help_text=gettext_lazy("A name by which you will know it again."),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), choices=AccessToken.Scope, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Never more than you may do yourself."),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=gettext_lazy("It ends after"), choices=DAYS, coerce=int, initial=90)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def tokens(request):
    """The person's tokens, and a form for another one. The secret of a new one stands on this answer alone."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    secret, status = "", 200
    if request.method == "POST":
        if form.is_valid() and request.user.access_tokens.count() >= MOST_TOKENS:
            form.add_error(None, _("You have %(most)d tokens: end one first.") % {"most": MOST_TOKENS})
        if form.is_valid():
            _token, secret = AccessToken.objects.make(request.user, **form.cleaned_data)
            form = TokenForm()
        else:
            status = INVALID
    rows = with_end(AccessToken.objects.filter(user=request.user))
    context = {"form": form, "secret": secret, "rows": rows}
    return shown(request, "community/account/tokens.html", _("Access tokens"), context, status=status)


def with_end(rows):
    """The tokens, each with whether it has ended by itself."""
    return rows.annotate(ended=Q(expires_at__lte=Now()))


@never_cache
@require_POST
def end_token(request, pk):
    """End one token, at once; one that has ended only leaves the list."""
    token = get_object_or_404(with_end(AccessToken.objects.filter(user=request.user)), pk=pk)
    token.delete()
    messages.success(request, _("Removed from the list.") if token.ended else _("The token no longer works."))
    return redirect("accounts:tokens")
