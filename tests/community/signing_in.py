"""How people of the tests sign in."""

import re

PASSWORD = "four plain words here"
ADDRESS = "reader@example.org"


def sign_in(client, login=ADDRESS, password=PASSWORD, path="/accounts/login/", **headers):
    """Send the form of the sign-in page."""
    return client.post(path, {"login": login, "password": password}, headers=headers)


def link_in(mail):
    """The path of the first link in a mail."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.text).group(1)
