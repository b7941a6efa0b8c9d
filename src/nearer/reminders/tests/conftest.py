"""The two servers, for every test here."""

from tests.listening import box, service

__all__ = ["box", "service"]
