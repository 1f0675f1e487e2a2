"""Writing: the list of tasks, and one topic on each page."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.document import get_kind, reader_language
from content.forms.images import with_uploads
from content.wording import partial_date
from contributions import actions, checks, preview
from contributions.drafts import pasting
from contributions.drafts.sources import admitted_sources
from contributions.forms import SEND, DraftForm, SourceFormSet, steps_of
from contributions.proposals.forms import ProposalForms, with_new_words
from contributions.proposals.proposal import FIELD, admitted_proposals
from contributions.refusals import Refused, StaleVersion
from contributions.views import tabs
from contributions.views.frame import number_in, own, page, unkept
from contributions.views.tasks import following, tasks

TRIES = 3


@unkept
@require_safe
def edit(request, uid):
    """The list of tasks of one contribution."""
    row = own(request, uid)
    if not row.writable:
        return redirect("contributions:receipt", uid)
    return page(
        request, "tasks", title_of(row), row=row, title=title_of(row), tasks=tasks(row), following=following(row),
        likely=checks.likely_duplicates(row, reader_language()), shown=preview.can_be_shown(row), crumbs=crumbs(row),
    )  # fmt: skip


def crumbs(row, *more):
    return [
        (_("My contributions"), reverse("contributions:list")),
        (row.uid, reverse("contributions:edit", args=[row.uid]) if more else ""),
        *more,
    ]


def title_of(row):
    """What a page about a contribution is called."""
    title = row.title["en"] or row.title["zh"] if reader_language() == "en" else row.title["zh"] or row.title["en"]
    return title or _("New page: %(kind)s") % {"kind": get_kind(row.kind).model._meta.verbose_name}


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, uid, name):
    """One topic: shown, saved by the button or while typing, or both texts when it was saved elsewhere."""
    row = own(request, uid)
    found = next((one for one in steps_of(row.kind) if one.name == name), None)
    if found is None:
        raise Http404
    if not row.writable:
        return redirect("contributions:receipt", uid)
    return Writing(request, row, found).answer()


class Writing:
    """One step of one contribution in one request."""

    def __init__(self, request, row, step):
        self.request, self.row, self.step = request, row, step
        self.posted = request.method == "POST"
        self.in_background = request.headers.get("Accept", "").startswith("application/json")
        unfinished = row.unfinished.get(step.name)
        self.sent = with_uploads(request) if self.posted else None
        self.data = self.sent if self.posted else tabs.query_dict(unfinished) if unfinished else None
        if self.data is not None and "tags" in step.fields:
            self.data = with_new_words(self.data)
        self.form = DraftForm(get_kind(row.kind), row.document, step.fields, self.data)
        self.sources = self.source_forms(step, row) if step.sources else None
        kinds = [kind for kind, field in FIELD.items() if field in step.fields]
        self.proposed = [ProposalForms(kind, row.proposals, self.data) for kind in kinds]
        self.opened = self.opened_before() if self.posted else self.opened_by(unfinished)
        self.paste = self.data.get("paste", "").strip() if self.data is not None and step.sources else ""

    def source_forms(self, step, row):
        return SourceFormSet(self.data, prefix="sources", initial=None if self.data is not None else row.sources)

    def answer(self):
        if not self.posted:
            if self.data is not None:
                self.is_valid()
            else:
                self.form.learn()
            return self.show()
        valid = self.is_valid()
        try:
            return self.save(valid)
        except Refused as refusal:
            return self.refused(refusal)

    def save(self, valid):
        """Keep what is in the tab together with what was written elsewhere, or show both. Raises Refused."""
        self.mine = self.in_the_tab() if valid else None
        for _attempt in range(TRIES):
            unread = self.unread_elsewhere()
            meeting = self.meeting() if valid else None
            if unread or (meeting and meeting.collisions):
                return self.conflict(meeting, unread)
            written = self.written(meeting)
            try:
                self.row = actions.save_draft(self.row, by=self.request.user, version=self.row.version, **written)
                return self.saved(valid)
            except StaleVersion as stale:  # the other tab was saved at this moment
                self.row, refusal = stale.current, stale
        raise refusal

    def opened_by(self, unfinished):
        """What the text was opened with that is shown: the draft, or for what could not be read, what that was."""
        found = tabs.unpacked((unfinished or {}).get("opened", [""])[0])
        return found if found.parts is not None else tabs.Opened(tabs.parts_of(self.row, self.step))

    def opened_before(self):
        """What the form was opened with. One that does not say so was opened with the draft as it is, or, where that
        has another version by now, with nothing that is known."""
        found = tabs.unpacked(self.request.POST.get("opened", ""))
        if found.parts is None and number_in(self.request.POST.get("version", "")) == self.row.version:
            return tabs.Opened(tabs.parts_of(self.row, self.step), tabs.digest(self.row, self.step))
        return found if found.parts is not None else tabs.Opened({})

    def in_the_tab(self):
        """The parts of the topic as they stand in the form, with what was pasted."""
        parts = dict(self.form.document)
        if self.proposed:
            found = [one for forms in self.proposed for one in forms.proposals()]
            parts["proposals"] = admitted_proposals(self.row.kind, found)
        if self.sources is not None:
            rows, self.rest = pasting.read(self.paste) if self.paste else ([], "")
            parts["sources"] = admitted_sources([*self.sources.sources(), *rows])
        return parts

    def meeting(self):
        """The tab's text and the draft's, brought together."""
        choices = {
            name.removeprefix(tabs.CHOICE): text for name, text in self.sent.items() if name.startswith(tabs.CHOICE)
        }
        given_up = [key for key, text in choices.items() if text == "theirs"]
        theirs = tabs.parts_of(self.row, self.step)
        return tabs.Meeting(self.form, self.opened.parts, self.mine, theirs, given_up)

    def unread_elsewhere(self):
        """What was typed in another tab meanwhile, cannot be read yet, and would go with this save: its texts."""
        now = tabs.digest(self.row, self.step)
        if now in {"", self.opened.typed}:
            return []
        return tabs.only_there(self.row.unfinished[self.step.name], tabs.typed(self.sent))

    def is_valid(self):
        """Can what was typed be read? What was pasted is read when a button is pressed, not while typing."""
        answers = [forms.is_valid() for forms in (self.form, *self.proposed, self.sources) if forms is not None]
        valid = all(answers) and all(forms.refuse_strangers(self.form.document) for forms in self.proposed)
        return valid and not (self.paste and (self.in_background or not self.posted))

    def written(self, meeting):
        """What to keep: the parts of the topic; as long as they cannot be read (`meeting` is None), what was typed."""
        rest = {name: kept for name, kept in self.row.unfinished.items() if name != self.step.name}
        if meeting is None:
            return {"unfinished": rest | {self.step.name: tabs.typed(self.sent)}}
        document = {name: meeting.parts[name] for name in self.form.document}
        kept = {"document": document, "unfinished": rest}
        if self.proposed:
            elsewhere = [found for found in self.row.proposals if FIELD[found["kind"]] not in self.step.fields]
            found, order = [*elsewhere, *meeting.parts["proposals"]], list(FIELD)
            kept["proposals"] = sorted(found, key=lambda proposal: order.index(proposal["kind"]))
        if self.sources is not None:
            kept["sources"] = meeting.parts["sources"]
        return kept

    def saved(self, valid):
        if self.in_background:
            told = {"version": self.row.version, "words": self.saved_words, "valid": valid}
            return JsonResponse(told | {"opened": self.packed(self.mine)})
        if not valid:
            return self.show(status=400)
        if "stay" in self.request.POST:
            return redirect(f"{self.request.path}#images")
        if not self.paste:
            return redirect(self.following())
        if not self.rest:
            return redirect(f"{self.request.path}#sources")
        self.data, self.paste = None, self.rest
        self.sources = self.source_forms(self.step, self.row)
        unread = _("No web address or DOI was found in what stands here. What was read stands below.")
        return self.show(status=400, unread=unread)

    def following(self):
        """Where to go from here: the next topic, or the list of tasks."""
        if "later" in self.request.POST:
            return reverse("contributions:edit", args=[self.row.uid])
        names = [one.name for one in steps_of(self.row.kind)] + [SEND]
        following = names[names.index(self.step.name) + 1]
        name = "contributions:send" if following == SEND else "contributions:step"
        return reverse(name, args=[self.row.uid] if following == SEND else [self.row.uid, following])

    def conflict(self, meeting, unread):
        """Both changed the same meanwhile: the form has what was written here and elsewhere, and where both texts
        cannot stand, both are shown. Of what was typed elsewhere and cannot be read, the words are shown."""
        if self.in_background:
            words = _("Saved elsewhere meanwhile. Your text is still on this page: press the button to see both.")
            return JsonResponse({"conflict": True, "words": words}, status=409)
        collisions = []
        if meeting:
            self.fill(meeting.parts)
            self.opened = tabs.Opened(tabs.parts_of(self.row, self.step))
            collisions = tabs.in_words(self.form.kind, meeting.collisions, [meeting.mine, meeting.theirs])
        self.data = self.data if meeting is None else None
        return self.show(status=409, collisions=collisions, unread_elsewhere=unread, conflicting=True)

    def fill(self, parts):
        """Show the form with these parts."""
        row, kind = self.row, get_kind(self.row.kind)
        self.form = DraftForm(kind, row.document | {name: parts[name] for name in self.form.document}, self.step.fields)
        self.form.learn()
        self.proposed = [ProposalForms(forms.kind, parts["proposals"]) for forms in self.proposed]
        if self.sources is not None:
            self.sources = SourceFormSet(prefix="sources", initial=parts["sources"])

    def packed(self, parts=None):
        """What the form that is sent out now was opened with, for its hidden field."""
        return tabs.opened_with(self.row, self.step, self.opened.parts if parts is None else parts)

    def refused(self, refusal):
        if self.in_background:
            return JsonResponse({"words": str(refusal)}, status=400)
        return self.show(status=400, refusal=str(refusal))

    @property
    def says_what_it_is_about(self):
        """Is this a topic by which pages about the same can be found?"""
        return self.step.sources or bool({"title", "parties"} & set(self.step.fields))

    @cached_property
    def saved_words(self):
        saved = timezone.localtime(self.row.updated_at)
        words = {"time": date_format(saved, "H:i"), "day": partial_date(saved.date().isoformat())}
        if saved.date() == timezone.localdate():
            return _("Draft saved %(time)s") % words
        return _("Draft saved on %(day)s at %(time)s") % words

    def show(self, status=200, **context):
        names = [one.name for one in steps_of(self.row.kind)]
        return page(
            self.request, "step", self.step.heading, status=status,
            row=self.row, step=self.step, opened=self.packed(),
            number=names.index(self.step.name) + 1, count=len(names) + 1,
            parts=self.shown_parts(), form=self.form, sources=self.sources,
            faults=self.faults(), tasks=tasks(self.row, self.step.name), saved=self.saved_words,
            likely=checks.likely_duplicates(self.row, reader_language()) if self.says_what_it_is_about else [],
            paste=self.paste, images=preview.own_images(self.row),
            crumbs=crumbs(self.row, (self.step.heading, "")), **context,
        )  # fmt: skip

    def shown_parts(self):
        """The parts of the step, each with what can be proposed beside it."""
        beside = {forms.field: forms for forms in self.proposed}
        return [(part, beside.get(name)) for name, part in zip(self.form.shown, self.form.shown_parts(), strict=True)]

    def faults(self):
        """[(anchor, the field in words, what is wrong)] of what cannot be read yet."""
        forms = [*self.form.forms, *(self.sources.forms if self.sources is not None else [])]
        forms += [form for proposed in self.proposed for form in proposed.forms]
        rows = [
            (*((form[name].auto_id, form[name].label) if name in form.fields else ("", "")), error)
            for form in forms
            for name, errors in form.errors.items()
            for error in errors
        ]
        rows += [("", "", error) for formset in self.form.rows.values() for error in formset.non_form_errors()]
        return rows if self.data is not None else []
