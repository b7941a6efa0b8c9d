from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "nearer.reminders"
    label = "reminders"

    def ready(self) -> None:
        from nearer.reminders import signals  # noqa: F401  connects calendars and the end of an account
