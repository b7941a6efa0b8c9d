from django.apps import AppConfig


class PaceConfig(AppConfig):
    name = "nearer.pace"
    label = "pace"
