"""What a password must be, in words that both languages have."""

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self):
        return _("This is too short: at least %(number)d characters.") % {"number": self.min_length}


class NotCommon(CommonPasswordValidator):
    def get_error_message(self):
        return _("Many people use this password, so it is guessed first. Choose another one.")
