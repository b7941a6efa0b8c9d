from django.urls import path, register_converter

import nearer.kit.converters  # noqa: F401  <id:…>

from . import views


class TokenConverter:
    """The shape of a token as vault.new_ticket makes it; anything else is not there."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

app_name = "planner"
urlpatterns = [
    path("plans/<id:id>/calendar.ics", views.plan_file, name="plan-file"),
    path("calendar/<token:token>.ics", views.feed, name="feed"),
    path("you/calendar/", views.calendar, name="calendar"),
    path("you/calendar/on/", views.turn_on, name="feed-on"),
    path("you/calendar/change/", views.change, name="feed-change"),
    path("you/calendar/off/", views.turn_off, name="feed-off"),
    path("you/calendar/titles/", views.titles, name="titles"),
]
