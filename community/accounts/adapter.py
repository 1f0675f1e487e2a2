"""Where django-allauth asks the house: account names, mails into the outbox, links from the settings, our words."""

import secrets
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from community.accounts import second_factors
from community.accounts.mails import ACCOUNT_MAILS
from community.models import Person
from community.notices.mail import site_address, write_mail

NAME_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
MESSAGES = {
    "account/messages/password_changed.txt": gettext_lazy("The new password holds. All other sessions have ended."),
    "account/messages/password_set.txt": gettext_lazy("The new password holds. All other sessions have ended."),
    "account/messages/email_confirmed.txt": gettext_lazy("Your address is verified."),
    "account/messages/email_confirmation_sent.txt": gettext_lazy("A mail with a link is on its way."),
    "account/messages/email_deleted.txt": gettext_lazy("The old address stays."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The app is set up. Keep the recovery codes safe."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("New codes were made; the old ones no longer work."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("All other sessions have ended."),
}
"""What is said on the next page. Nothing else is: a word to a stranger would cost them a session of their own."""
WRONG_PAIR = gettext_lazy("The address and the password do not belong together.")


def display(user):
    """What a person is called on pages that only they see."""
    person = getattr(user, "person", None)
    return (person and person.display_name) or user.email or user.get_username()


def random_name():
    """An account name that nobody sees and nobody guesses."""
    return "u-" + "".join(secrets.choice(NAME_LETTERS) for _position in range(12))


class AddressStage(EmailVerificationStage):
    """Nobody signs in with an unverified address. Accounts made by a command or an admin without one have none."""

    def handle(self):
        user = self.login.user
        if user and not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": WRONG_PAIR,
        "username_password_mismatch": WRONG_PAIR,
        "duplicate_email": gettext_lazy("This is already the address of your account."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_code": gettext_lazy("The code is wrong or has expired."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "invalid_password_reset": gettext_lazy("This link has been used or has expired."),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts. Try again in five minutes, or reset your password."
        ),
        "same_as_current": gettext_lazy("This is the same as before."),
        "rate_limited": gettext_lazy("Too many attempts. Try again in a few minutes."),
    }

    def generate_unique_username(self, txts, regex=None):
        while get_user_model().objects.filter(username=(name := random_name())).exists():
            pass
        return name

    @transaction.atomic
    def save_user(self, request, user, form, commit=True):
        """The account and the person behind it, in the language in which they signed up."""
        user = super().save_user(request, user, form, commit=commit)
        language = "en" if get_language() == "en" else "zh-hans"
        Person.objects.get_or_create(user=user, defaults={"language": language})
        return user

    def get_login_stages(self):
        own = "community.accounts.adapter.AddressStage"
        return [own if stage.endswith(".EmailVerificationStage") else stage for stage in super().get_login_stages()]

    def add_message(self, request, level, message_template=None, *args, **options):
        if words := MESSAGES.get(message_template):
            messages.add_message(request, level, words)

    def get_reauthentication_methods(self, user):
        """The ways to confirm that it is still them, in our words."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        return [way | {"description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def is_safe_url(self, url):
        """Only addresses of this host: other allowed hosts, and other names for it, are somebody else's door."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def send_mail(self, template_prefix, email, context):
        """Into the outbox, in the language of the page, or of the person whom a notification is for."""
        mail = ACCOUNT_MAILS[template_prefix.rpartition("/")[2]]
        path = urlsplit(context[mail.link]) if mail.link else None

        def words():
            return {
                "sentence": str(mail.sentence),
                "action": str(mail.action),
                "link": site_address(path._replace(scheme="", netloc="").geturl()) if path else "",
                "after": str(mail.after),
                "time": context.get("timestamp"),
                "ip": context.get("ip"),
            }

        write_mail(
            to=email, kind="account", language=self.mail_language(email), subject=lambda: str(mail.subject),
            context=words,
        )  # fmt: skip

    def mail_language(self, email):
        """The recipient's, whoever asks for the mail; of an address without an account, the active one."""
        address = EmailAddress.objects.filter(email__iexact=email).order_by("-verified", "pk").first()
        person = Person.objects.filter(user=address.user_id).first() if address else None
        return person.language if person else "en" if get_language() == "en" else "zh-hans"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is wrong or has expired."),
        "unverified_email": gettext_lazy("Verify your e-mail address first."),
        "add_email_blocked": gettext_lazy("Remove the second factor first, then change the address."),
    }

    def encrypt(self, text):
        return second_factors.encrypted(text)

    def decrypt(self, encrypted_text):
        """The secret; where no key opens it, one that nobody has, so that no code fits."""
        return second_factors.decrypted(encrypted_text) or second_factors.useless()

    def _get_user_identifier(self, user):
        return display(user)

    def generate_authenticator_name(self, user, type):
        return _("Passkey")

    def get_public_key_credential_rp_entity(self):
        """The host that passkeys belong to: the site's own, when it is known."""
        host = urlsplit(settings.BASE_URL).hostname or self.request.get_host().partition(":")[0]
        return {"id": host, "name": settings.MFA_TOTP_ISSUER}
