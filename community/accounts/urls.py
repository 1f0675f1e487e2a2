"""/accounts/: what a person sees of themselves. Sign-in, passwords and second factors are django-allauth's."""

from django.urls import path

from community.accounts import collections, organizations, tokens, views

app_name = "accounts"

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
    path("deleted/", views.deleted, name="deleted"),
    # notices/
    path("notices/", views.notices, name="notices"),
    path("notices/mails/", views.mail_choices, name="mail_choices"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    # tokens/
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/end/", tokens.end_token, name="end_token"),
    # collections/
    path("collections/", collections.mine, name="collections"),
    path("collections/add/", collections.collect, name="collect"),
    path("collections/<str:uid>/", collections.edit, name="collection"),
    path("collections/<str:uid>/delete/", collections.delete, name="delete_collection"),
    # organizations/
    path("organizations/", organizations.mine, name="organizations"),
    path("organizations/<str:slug>/", organizations.members, name="organization"),
    path("organizations/<str:slug>/join/", organizations.join, name="join"),
    path("organizations/<str:slug>/leave/", organizations.leave, name="leave"),
    path("organizations/<str:slug>/members/<int:pk>/", organizations.manage_member, name="member"),
    path("membership/<str:token>/", organizations.prove, name="membership_proof"),
]
