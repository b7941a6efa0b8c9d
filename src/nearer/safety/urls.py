from django.urls import path

from . import views

app_name = "safety"
urlpatterns = [
    path("help/", views.help_, name="help"),
    path("exit/", views.leave, name="exit"),
]
