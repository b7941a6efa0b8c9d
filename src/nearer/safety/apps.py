from django.apps import AppConfig
from django.conf import settings


class SafetyConfig(AppConfig):
    name = "nearer.safety"
    label = "safety"

    def ready(self) -> None:
        from . import content

        # A fault in the help files must show when the host starts the program, not when somebody needs help.
        content.help_in(settings.LANGUAGE_CODE)
