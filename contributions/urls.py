from django.urls import path

from contributions.views import beginning, choices, images, reading, replying, sending, writing

app_name = "contributions"

SUGGEST = [
    ("cases", "str", "case"),
    ("strategies", "str", "strategy"),
    ("practices", "path", "practice"),
    ("glossary", "str", "term"),
    ("organizations", "str", "organization"),
    ("book", "str", "chapter"),
    ("tags", "str", "tag"),
    ("references", "str", "reference"),
    ("claims", "str", "claim"),
]

urlpatterns = [
    # /contribute/
    path("contribute/", beginning.contribute, name="contribute"),
    path("contribute/new/", beginning.new, name="new"),
    path("contribute/choices/", choices.choices, name="choices"),
    path("contribute/change/<str:kind>/<path:slug>/", beginning.suggest, name="suggest"),
    # /contributions/
    path("contributions/", reading.contribution_list, name="list"),
    path("contributions/preview/<str:token>/", reading.shared_preview, name="shared"),
    path("contributions/preview/<str:token>/images/<str:name>", images.shared_image, name="shared_image"),
    path("contributions/<str:uid>/", reading.receipt, name="receipt"),
    path("contributions/<str:uid>/images/<str:name>", images.own_image, name="image"),
    path("contributions/<str:uid>/edit/", writing.edit, name="edit"),
    path("contributions/<str:uid>/edit/send/", sending.send, name="send"),
    path("contributions/<str:uid>/edit/<slug:name>/", writing.step, name="step"),
    path("contributions/<str:uid>/preview/", reading.own_preview, name="preview"),
    *(
        path(f"contributions/<str:uid>/{name}/", reading.act, {"name": name}, name=name)
        for name in ("withdraw", "revise", "appeal", "message", "resolve")
    ),
    # /cases/<slug>/reply/
    path("cases/<str:slug>/reply/", replying.reply, name="reply"),
    path("replies/<str:slug>/take-back/", replying.take_back, name="take_back"),
    # …/suggest/ below every public page
    *(
        path(f"{section}/<{converter}:slug>/suggest/", beginning.suggest, {"kind": kind}, name=f"suggest_{kind}")
        for section, converter, kind in SUGGEST
    ),
]
