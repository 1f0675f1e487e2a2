"""The door for a WSGI server: `portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from portal.startup.web import stop_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

if os.environ.get("PORTAL_SUPERVISED"):
    stop_with_parent()

application = get_wsgi_application()
