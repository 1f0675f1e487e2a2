"""Addresses that do on purpose what a view should not."""

import psycopg
from django.contrib.auth.models import Permission
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, HttpResponseGone
from django.urls import path

from portal.errors import bad_request as handler400  # noqa: F401 - Django looks for these names here
from portal.errors import page_not_found as handler404  # noqa: F401
from portal.errors import permission_denied as handler403  # noqa: F401
from portal.errors import server_error as handler500  # noqa: F401
from portal.urls import urlpatterns as site

asked = {"flaky": 0}


def lost(request):
    """What Django makes of a connection that has gone away."""
    raise OperationalError("server closed the connection") from psycopg.OperationalError("server closed")


def locked(request):
    raise OperationalError("lock not available") from psycopg.errors.LockNotAvailable("lock not available")


def broken_interface(request):
    raise InterfaceError("connection already closed")


def flaky(request):
    """Fails on the first visit, as over a connection that a restart has broken."""
    asked["flaky"] += 1
    return lost(request) if asked["flaky"] == 1 else HttpResponse("here again")


def broken(request):
    raise RuntimeError("a fault of ours")


def unstorable(request):
    return HttpResponse(Permission.objects.filter(codename="\x00").count())


def surrogate(request):
    return HttpResponse(Permission.objects.filter(codename="\ud800").count())


def sleepy(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 100; SELECT pg_sleep(5)")


def gone(request):
    response = HttpResponseGone()
    response.note = "双方都要求撤下。"
    return response


def page(request):
    return HttpResponse("<h1>一页</h1>")


def form(request):
    return HttpResponse(request.POST.get("text", ""))


def cookie(request):
    response = HttpResponse("with a cookie")
    response.set_cookie("csrftoken", "1")
    return response


def remembered(request):
    request.session["seen"] = True
    return HttpResponse("remembered")


VIEWS = [
    lost,
    locked,
    broken_interface,
    flaky,
    broken,
    unstorable,
    surrogate,
    sleepy,
    gone,
    page,
    form,
    cookie,
    remembered,
]
FAULTY = [path(f"{language}{view.__name__}/", view) for view in VIEWS for language in ("", "en/", "api/")]
urlpatterns = [*FAULTY, *site]
