from django.urls import path, register_converter

import nearer.kit.converters  # noqa: F401  <id:…>

from . import studies, views


class OutcomeConverter:
    """One of the seven, as it stands in an address."""

    regex = "o[1-7]"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(OutcomeConverter, "outcome")

app_name = "insights"
urlpatterns = [
    path("outcomes/", views.outcomes, name="outcomes"),
    path("outcomes/<outcome:outcome>/", views.outcome, name="outcome"),
    path("outcomes/ask/<slug:questions>/", views.ask, name="ask"),
    path("outcomes/beside/<slug:question>/", views.beside, name="beside"),
    path("outcomes/weekday/", views.weekday, name="weekday"),
    path("outcomes/tend/", views.tend, name="tend"),
    path("outcomes/study/", studies.study, name="study"),
    path("outcomes/study/<id:id>/numbers/", studies.numbers, name="numbers"),
    path("outcomes/answers/", views.answers, name="answers"),
    path("outcomes/answers/<id:id>/remove/", views.remove, name="remove"),
]
