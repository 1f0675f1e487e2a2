"""How people of the tests sign in."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PASSWORD = "four plain words here"
ADDRESS = "reader@example.org"


def sign_in(client, login=ADDRESS, password=PASSWORD, path="/accounts/login/", **headers):
    """Send the form of the sign-in page."""
    return client.post(path, {"login": login, "password": password}, headers=headers)


def link_in(mail):
    """The path of the first link in a mail."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.text).group(1)


def code(secret):
    """What an app shows for this secret, with five seconds left to type it in: an expired one is refused."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
