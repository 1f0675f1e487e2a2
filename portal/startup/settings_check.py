"""All settings are read before anything is begun: what makes no sense ends the program with one sentence."""

import os
from importlib import import_module

from portal.startup.messages import Stop
from portal.startup.web import workers_and_threads

OF_A_PUBLIC_SITE = {
    "PORTAL_BASE_URL": "its address",
    "ALLOWED_HOSTS": "its names",
    "EMAIL_URL": "the mail server",
    "CONTACT_EMAIL": "where readers write to the editors",
}
"""What works without and should be set by whoever lets others in."""


def still_to_set():
    """One line with what is not set and should be before others read the site; "" when all is."""
    unset = [f"{name} ({words})" for name, words in OF_A_PUBLIC_SITE.items() if not os.environ.get(name)]
    return f"Not set, and needed for a public site: {', '.join(unset)}. See docs/operations.md." if unset else ""


def refuse_nonsense():
    """Raises Stop with the sentence for the first setting that makes no sense."""
    from django.core.exceptions import ImproperlyConfigured

    workers_and_threads()
    try:
        import_module(os.environ.get("DJANGO_SETTINGS_MODULE") or "portal.settings")
    except ImproperlyConfigured as error:
        raise Stop(str(error)) from None
