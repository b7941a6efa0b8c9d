from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "nearer.programme"
    label = "programme"
