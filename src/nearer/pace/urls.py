from django.urls import path

from . import views

app_name = "pace"
urlpatterns = [
    path("you/pace/", views.pace, name="pace"),
    path("you/pace/today/", views.today, name="today"),
]
