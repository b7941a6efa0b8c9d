"""The `<id:…>` part of a URL. Imported by every urls.py that uses it."""

from django.urls import register_converter


class IdConverter:
    """A random name as kit.ids makes them; anything else is not there."""

    regex = "[a-z2-7]{26}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IdConverter, "id")
