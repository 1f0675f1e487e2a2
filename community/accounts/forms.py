"""The forms of django-allauth in our words: labels and hints instead of placeholders, one field for a new password."""

import secrets

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from community.accounts.second_factors import can_be_read
from community.guard import add_guard, check_limits, look

PASSWORD_HINT = _("At least 10 characters; a sentence of several words is best.")
CODE_HINT = _("Six digits from the app, or one of your recovery codes.")
LONGEST_PASSWORD = 200  # a longer one costs the server more than the person who sends it


def word(form, **fields):
    """Give fields of a form their (label, hint)."""
    for name, (label, hint) in fields.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)
        if "password" in name and name != "passwordless":
            field.max_length = LONGEST_PASSWORD
            field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class SignInForm(account.LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}
        word(self, login=(_("E-mail address or user name"), ""), password=(_("Password"), ""))

    def user_credentials(self):
        """An address or a name, never both: trying both hashes the password twice, and only for accounts that exist."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUpForm(account.SignupForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(
            self,
            email=(_("E-mail address"), _("We send a link there. It is never shown to others.")),
            password1=(_("Password"), PASSWORD_HINT),
        )
        add_guard(self)

    def clean(self):
        cleaned = super().clean()
        look(self)
        if not self.errors:
            check_limits(context.request, self, "sign_up")
        return cleaned

    def try_save(self, request):
        """An address that has an account takes as long as a new one: the password is hashed in either case."""
        if self.account_already_exists:
            make_password(secrets.token_urlsafe())
        return super().try_save(request)


class NewAddressForm(account.AddEmailForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, email=(_("New e-mail address"), _("The old one stays until you open the link in the mail.")))


class PasswordChangeForm(account.ChangePasswordForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["password2"]
        word(self, oldpassword=(_("Current password"), ""), password1=(_("New password"), PASSWORD_HINT))


class PasswordSetForm(account.SetPasswordForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["password2"]
        word(self, password1=(_("New password"), PASSWORD_HINT))


class PasswordForgottenForm(account.ResetPasswordForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, email=(_("E-mail address"), _("The one that you signed up with.")))


class NewPasswordForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        del self.fields["password2"]
        word(self, password1=(_("New password"), PASSWORD_HINT))


class PasswordAgainForm(account.ReauthenticateForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, password=(_("Password"), ""))


class ReadableOnly:
    """Says so when it is the site that can no longer check a code, instead of calling every code wrong."""

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            factors = Authenticator.objects.filter(user=self.user)
            if all(map(can_be_read, factors)):
                raise
            words = _(
                "The key of this site was changed, and it can no longer check your codes. Use a passkey, or write to "
                "the editors: they remove the second factor, and you set it up anew."
            )
            raise forms.ValidationError(words) from error


class CodeForm(ReadableOnly, second_factor.AuthenticateForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, code=(_("Code"), CODE_HINT))


class CodeAgainForm(ReadableOnly, second_factor.ReauthenticateForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, code=(_("Code"), CODE_HINT))


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        hint = _("The device then asks for a finger, a face or a PIN.")
        word(self, name=(_("Name of the passkey"), ""), passwordless=(_("Signs me in without the password"), hint))


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, name=(_("Name of the passkey"), ""))


class AppForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        word(self, code=(_("Code"), _("The six digits that the app shows now.")))
