"""What calendars announce, so that apps above may add to them."""

from django.dispatch import Signal

feed_asked = Signal()
"""Sent with person_id (str) when a calendar program asks. Each receiver gives a list of Entry."""
