from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nearer.people"
    label = "people"

    def ready(self) -> None:
        from nearer.people import signals  # noqa: F401  connects the quick exit
