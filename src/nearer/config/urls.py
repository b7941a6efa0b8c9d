"""The root of every address."""

from django.urls import include, path

urlpatterns = [
    path("", include("nearer.pages.urls")),
    path("", include("nearer.people.urls")),
    path("", include("nearer.pace.urls")),
    path("", include("nearer.exchange.urls")),
    path("", include("nearer.planner.urls")),
    path("", include("nearer.insights.urls")),
    path("", include("nearer.reminders.urls")),
    path("", include("nearer.safety.urls")),
    path("", include("nearer.ui.urls")),
]

handler400 = "nearer.ui.views.bad_request"
handler403 = "nearer.ui.views.forbidden"
handler404 = "nearer.ui.views.not_found"
handler500 = "nearer.ui.views.server_error"
