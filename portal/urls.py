"""The map of the site. Chinese addresses have no prefix, English ones stand under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import health, views

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

pages = [
    path("", views.home, name="home"),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/", include("portal.api")),
    *i18n_patterns(
        path("", include((pages, "portal"))),
        path("cases/", include("cases.urls")),
        path("", include("strategies.urls")),  # /strategies/ /practices/ /challenges/
        prefix_default_language=False,
    ),
]
