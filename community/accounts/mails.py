"""What the mails about accounts say. They cannot be switched off: they are answers, or they warn of a stranger."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class AccountMail:
    """Subject, what happened or was asked for, and the link: the name of its address in allauth's context."""

    subject: Any
    sentence: Any
    action: Any = ""
    link: str = ""
    after: Any = ""


IGNORE = _("If this was not you, you need not do anything.")
WARN = _("If this was not you, set a new password at once and end all other sessions.")
VERIFY = AccountMail(
    _("Verify your e-mail address"),
    _("Somebody, probably you, gave this address for an account at Commonsource."),
    _("Open this page to verify the address (the link works for three days):"),
    "activate_url",
    IGNORE,
)
ACCOUNT_MAILS = {
    "email_confirmation": VERIFY,
    "email_confirmation_signup": VERIFY,
    "password_reset_key": AccountMail(
        _("Set a new password"),
        _("Somebody, probably you, asked for a new password for the account with this address."),
        _("Open this page to set it (the link works once, for three days):"),
        "password_reset_url",
        IGNORE,
    ),
    "unknown_account": AccountMail(
        _("There is no account with this address"),
        _("Somebody, probably you, asked for a new password, but no account has this address."),
        _("You can make an account here:"),
        "signup_url",
        IGNORE,
    ),
    "account_already_exists": AccountMail(
        _("You already have an account"),
        _("Somebody, probably you, tried to sign up with this address, but it already has an account."),
        _("If you do not remember the password, set a new one here:"),
        "password_reset_url",
        IGNORE,
    ),
    "password_changed": AccountMail(_("Your password was changed"), _("Your password was changed."), after=WARN),
    "password_set": AccountMail(_("Your account has a password now"), _("A password was set."), after=WARN),
    "password_reset": AccountMail(_("Your password was reset"), _("A new password was set by mail."), after=WARN),
    "email_changed": AccountMail(
        _("Your e-mail address was changed"), _("Your account has another e-mail address now."), after=WARN
    ),
    "email_confirm": AccountMail(
        _("Your e-mail address is verified"), _("The address of your account was verified."), after=WARN
    ),
    "email_deleted": AccountMail(
        _("An e-mail address was removed"), _("This address no longer belongs to your account."), after=WARN
    ),
    "totp_activated": AccountMail(
        _("Second factor switched on"), _("An authenticator app was added to your account."), after=WARN
    ),
    "totp_deactivated": AccountMail(
        _("Second factor switched off"), _("The authenticator app was removed from your account."), after=WARN
    ),
    "recovery_codes_generated": AccountMail(
        _("New recovery codes"), _("New recovery codes were made; the old ones no longer work."), after=WARN
    ),
    "webauthn_added": AccountMail(_("Passkey added"), _("A passkey was added to your account."), after=WARN),
    "webauthn_removed": AccountMail(_("Passkey removed"), _("A passkey was removed from your account."), after=WARN),
}
