from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "nearer.exchange"
    label = "exchange"

    def ready(self) -> None:
        from nearer.exchange import signals  # noqa: F401  connects leaving
