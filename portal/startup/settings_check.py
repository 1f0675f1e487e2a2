"""All settings are read before anything is begun: what makes no sense ends the program with one sentence."""

import os
from importlib import import_module

from portal.startup.messages import Stop
from portal.startup.web import workers_and_threads


def refuse_nonsense():
    """Raises Stop with the sentence for the first setting that makes no sense."""
    from django.core.exceptions import ImproperlyConfigured

    workers_and_threads()
    try:
        import_module(os.environ.get("DJANGO_SETTINGS_MODULE") or "portal.settings")
    except ImproperlyConfigured as error:
        raise Stop(str(error)) from None
