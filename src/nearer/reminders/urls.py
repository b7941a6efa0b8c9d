from django.urls import path

from . import views
from .models import CALENDAR, MAIL, PUSH

app_name = "reminders"
urlpatterns = [
    path("you/reminders/", views.reminders, name="reminders"),
    path("you/reminders/again/", views.again, name="again"),
    *(path(f"you/reminders/{kind}/", views.change, {"kind": kind}, name=kind) for kind in (MAIL, PUSH, CALENDAR)),
]
