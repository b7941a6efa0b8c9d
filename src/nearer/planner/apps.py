from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "nearer.planner"
    label = "planner"

    def ready(self) -> None:
        from nearer.planner import signals  # noqa: F401  connects leaving
