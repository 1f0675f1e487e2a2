"""The door for a WSGI server: `portal.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.startup.warming import warm_up
from portal.startup.web import stop_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

if os.environ.get("PORTAL_SUPERVISED"):
    stop_with_parent()

application = get_wsgi_application()

if os.environ.get("PORTAL_SUPERVISED") and not settings.DEBUG:
    warm_up(application)
