"""Reminders: off until chosen, three a week at most, always the same words, and quiet after two unused ones.

docs/reminders.md has the rules, the rows and what whoever runs the server can read.
"""
