from django.urls import path

import nearer.kit.converters  # noqa: F401  <id:…>

from . import across, views

app_name = "exchange"
urlpatterns = [
    path("begin/<slug:exercise>/", views.begin, name="begin"),
    path("you/wording/", views.wording, name="wording"),
    path("exchanges/<id:id>/", views.exchange, name="exchange"),
    path("exchanges/<id:id>/across/", across.across, name="across"),
    path("exchanges/<id:id>/aside/", views.aside, name="aside"),
    path("exchanges/<id:id>/rest/", views.rest, name="rest"),
    path("exchanges/<id:id>/<slug:move>/", views.write, name="write"),
    path("exchanges/<id:id>/<slug:move>/take-back/", views.take_back, name="take-back"),
    path("exchanges/<id:id>/<slug:move>/open-now/", views.open_now, name="open-now"),
    path("exchanges/<id:id>/<slug:move>/open-first/", views.open_first, name="open-first"),
    path("exchanges/<id:id>/<slug:move>/sign/", views.sign, name="sign"),
    path("exchanges/<id:id>/<slug:move>/end/", views.end, name="end"),
    path("exchanges/<id:id>/<slug:move>/photo/<slug:whose>/", views.photo, name="photo"),
]
