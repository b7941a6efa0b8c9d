"""What safety announces. Apps above listen; safety knows none of them."""

from django.dispatch import Signal

leaving = Signal()
"""Somebody left quickly. Sent with request and response: end the session, take back the cookies."""
