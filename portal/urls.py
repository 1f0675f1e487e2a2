"""The map of the site. Chinese addresses have no prefix, English ones stand under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from content.images.views import media
from portal.open_data import views as data
from portal.views import about, health, home, machines, sitemap

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler429 = "portal.errors.too_many_requests"  # for django-allauth
handler500 = "portal.errors.server_error"

pages = [
    path("", home.home, name="home"),
    path("opensearch.xml", sitemap.opensearch, name="opensearch"),
    path("data/", data.overview, name="data"),
    path("data/<str:name>/", data.overview, name="data_set"),
    # /about/
    path("about/", about.page, {"name": "about"}, name="about"),
    path("about/evidence/", about.evidence, name="about_evidence"),
    path("about/guidelines/", about.page, {"name": "guidelines"}, name="about_guidelines"),
    path("about/review/", about.page, {"name": "review"}, name="about_review"),
    path("about/accessibility/", about.page, {"name": "accessibility"}, name="about_accessibility"),
    path("about/api/", about.page, {"name": "api"}, name="about_api"),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap/site.xml", sitemap.site_part, name="sitemap_site"),
    path("sitemap/<int:number>.xml", sitemap.part, name="sitemap_part"),
    path("llms.txt", sitemap.llms, name="llms"),
    path("favicon.ico", machines.icon, name="icon"),
    path("admin/", admin.site.urls),
    path("api/", include("portal.api")),
    path("en/api/docs/", RedirectView.as_view(pattern_name="api:docs", permanent=True), name="api_docs_of_readers"),
    path("data/<str:name>/<str:file>", data.download, name="data_file"),
    path("media/<str:name>", media, name="media"),
    *i18n_patterns(
        path("", include((pages, "portal"))),
        path("", include("contributions.urls")),  # /contribute/ /contributions/ …/suggest/
        path("", include("overviews.urls")),  # /search/ /compare/ /insights/
        path("feeds/", include("content.views.feeds")),
        path("cases/", include("cases.urls")),
        path("", include("strategies.urls")),  # /strategies/ /practices/ /challenges/
        path("glossary/", include("glossary.urls")),
        path("organizations/", include("community.urls")),
        path("collections/", include("community.collecting.pages")),
        path("replies/", include("community.replies")),
        path("book/", include("book.urls")),
        path("accounts/", include("community.accounts.urls")),
        path("accounts/", include("allauth.urls")),
        path("", include("contributions.review.urls")),  # /review/ /asked/
        path("", include("content.urls")),  # /tags/ /references/ /claims/
        prefix_default_language=False,
    ),
]

if "debug_toolbar" in settings.INSTALLED_APPS:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))
