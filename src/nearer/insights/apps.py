from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "nearer.insights"
    label = "insights"
