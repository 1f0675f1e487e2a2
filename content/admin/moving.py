"""In the admin: a page gets another address, or becomes part of another page."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError

from content.actions import StaleVersion
from content.actions.moving import MOST_NAMING, merge, move, naming
from content.admin.history import context_of
from content.document import get_kind, reader_language
from content.document.fields import FORBIDDEN
from content.models import UID_PATTERN, Page, is_slug
from search.models import SearchEntry

LONGEST_REASON = 2_000
SHOWN = 20
LINK = '<a href="{}">{}</a>'
WIDE = {"class": "vTextField"}


class BasedForm(forms.Form):
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class MoveForm(BasedForm):
    slug = forms.CharField(
        label=gettext_lazy("New address"),
        help_text=gettext_lazy("Latin letters and digits, joined by hyphens. The old address leads to the new one."),
        max_length=100,
        validators=[is_slug],
        widget=forms.TextInput(WIDE),
    )


class MergeForm(BasedForm):
    """Into which page, and why, in at least one language."""

    into = forms.CharField(
        label=gettext_lazy("Becomes part of"),
        help_text=gettext_lazy(
            "The number at the end of the other page, such as C-0001. Take over what is missing there first."
        ),
        max_length=20,
        widget=forms.TextInput(WIDE),
    )
    reason_zh = forms.CharField(
        label=gettext_lazy("Reason, in Chinese"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput(WIDE),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason, in English"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput(WIDE),
    )

    def clean_into(self):
        number = self.cleaned_data["into"].strip().upper()
        page = Page.objects.filter(uid=number, version__gt=0).first() if re.fullmatch(UID_PATTERN, number) else None
        if page is None:
            raise forms.ValidationError(_("No page has this number."))
        return page

    def clean(self):
        reason = self.reason
        if not any(reason.values()):
            raise forms.ValidationError({"reason_zh": _("Say why the page was removed.")})
        if any(FORBIDDEN.search(text) for text in reason.values()):
            raise forms.ValidationError(_("This contains control characters that cannot be kept."))
        return self.cleaned_data

    @property
    def reason(self):
        return {language: self.cleaned_data.get(f"reason_{language}", "") for language in ("zh", "en")}


def move_view(admin, request, page):
    """Both forms on a page; one of them sent."""
    asked = request.POST.get("do") if request.method == "POST" else None
    initial = {"base_version": page.version}
    moving = MoveForm(request.POST if asked == "move" else None, initial=initial, auto_id="move_%s")
    merging = MergeForm(request.POST if asked == "merge" else None, initial=initial, auto_id="merge_%s")
    form = {"move": moving, "merge": merging}.get(asked)
    if form is not None and form.is_valid() and done(admin, request, page, form):
        return HttpResponseRedirect(admin.url("change", page))
    names = naming(page)
    titles = SearchEntry.objects.filter(key__in=names[:SHOWN], language=reader_language()).order_by("key")
    context = context_of(admin, request, page, _("Move or merge %(page)s")) | {
        "moving": moving,
        "merging": merging,
        "former": page.former_addresses.order_by("pk"),
        "naming": titles,
        "more": len(names[SHOWN:]),
    }
    status = 200 if form is None and asked is None else 400
    return TemplateResponse(request, "admin/content/page_move.html", context, status=status)


def done(admin, request, page, form):
    """Move or merge as the form says; True, or False with what stands against it in the form."""
    data = form.cleaned_data
    options = {"by": request.user, "base_version": data["base_version"], "most": MOST_NAMING}
    try:
        if isinstance(form, MoveForm):
            saved = move(page, data["slug"], **options)
            path = get_kind(saved.kind).path(saved.slug)
            text = format_html(_("It stands at {} now; the old address leads there."), format_html(LINK, path, path))
        else:
            merge(page, data["into"], reason=form.reason, **options)
            into = format_html(LINK, admin.url("change", data["into"]), data["into"])
            text = format_html(_("It is part of “{}” now; its address leads there."), into)
    except StaleVersion:
        form.add_error(None, _("Somebody changed the page meanwhile. Look at it, then send this again."))
        form.data = form.data.copy()
        form.data["base_version"] = page.version
    except ValidationError as error:
        add_errors(form, error.detail)
    else:
        messages.success(request, text)
        return True
    return False


def add_errors(form, detail):
    """Show the faults of an action at their fields, others above the form."""
    for name, texts in detail.items():
        for text in texts if isinstance(texts, list) else [texts]:
            form.add_error(name if name in form.fields else None, str(text))
