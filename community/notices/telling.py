"""The one action that tells a person something."""

from django.db import transaction
from django.utils.translation import get_language

from community.models import Notice, Person
from community.notices.kinds import notice_kinds
from community.notices.mail import mail_address, write_mail
from community.notices.unsubscribing import unsubscribe_path
from content.addresses import path_in
from content.document.reading import choose, document_language


@transaction.atomic
def tell(user, kind, *, address="", **parameters):
    """Write the notice and its mail in the caller's transaction; returns the Notice.

    kind: a code from `notice_kinds()`, KeyError for others. address: the path of the page that it is about, in either
    language. parameters: the words of the sentence and the mail; of {"zh": …, "en": …} each reader gets one.
    No mail goes to those who switched the kind off, have no verified address, or whose account is closed.
    """
    known = notice_kinds()[kind]
    address = path_in(address, "zh") if address else ""
    notice = Notice.objects.create(user=user, kind=kind, address=address, parameters=parameters)
    person = Person.objects.of(user)
    muted = known.can_be_switched_off and kind in person.muted
    if not muted and user.is_active and (to := mail_address(user)):
        write_mail(
            to=to,
            kind=kind,
            language=person.language,
            subject=lambda: sentence_of(notice),
            context=lambda: {
                **words_in_language(parameters),
                "sentence": sentence_of(notice),
                "path": in_language(address),
                "unsubscribe_path": unsubscribe_path(user, kind) if known.can_be_switched_off else "",
            },
            user=user,
        )
    return notice


def sentence_of(notice):
    """The notice in the active language; the bare code when its kind is no longer known."""
    kind = notice_kinds().get(notice.kind)
    return str(kind.sentence) % Words(words_in_language(notice.parameters)) if kind else notice.kind


class Words(dict):
    """Parameters of a sentence; one that an old notice lacks is shown as an ellipsis."""

    def __missing__(self, name):
        return "…"


def words_in_language(parameters):
    """The parameters with each bilingual text in the active language."""
    language = document_language(get_language())
    return {
        name: str(choose(value, language)) if isinstance(value, dict) and set(value) == {"zh", "en"} else value
        for name, value in parameters.items()
    }


def in_language(address):
    """A stored address in the active language."""
    return path_in(address, document_language(get_language())) if address else ""
