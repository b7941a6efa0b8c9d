"""Nearer: one locked card a day for two people, opened together."""

__version__ = "0.3.0"
