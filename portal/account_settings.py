"""How people sign up and sign in: the settings of django-allauth that are the same everywhere."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "accounts:home"
ACCOUNT_ADAPTER = "community.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"community.accounts.forms.{form}"
    for name, form in {
        "login": "SignInForm",
        "signup": "SignUpForm",
        "add_email": "NewAddressForm",
        "change_password": "PasswordChangeForm",
        "set_password": "PasswordSetForm",
        "reset_password": "PasswordForgottenForm",
        "reset_password_from_key": "NewPasswordForm",
        "reauthenticate": "PasswordAgainForm",
    }.items()
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}  # the first admin has a name and no address
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True  # one address an account; the old one holds until the new one is verified
ACCOUNT_USER_DISPLAY = "community.accounts.adapter.display"
ACCOUNT_RATE_LIMITS = {  # beside django-allauth's own
    "sign_up": "30/d/ip",
    "sign_up_without_proof": "5/d/ip",
    "send": "100/d/ip",
    "send_without_proof": "20/d/ip",
}
GUARD_FORMS = True  # tests fill in forms faster than people
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the session at hand goes on under a new key; all others end
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
MFA_ADAPTER = "community.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "community.accounts.forms.CodeForm",
    "reauthenticate": "community.accounts.forms.CodeAgainForm",
    "activate_totp": "community.accounts.forms.AppForm",
    "add_webauthn": "community.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "community.accounts.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Commonsource 共源"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "community.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "community.accounts.passwords.NotCommon"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
