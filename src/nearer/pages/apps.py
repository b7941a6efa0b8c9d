from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "nearer.pages"
    label = "pages"
