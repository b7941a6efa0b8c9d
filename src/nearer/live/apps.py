from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "nearer.live"
    label = "live"
