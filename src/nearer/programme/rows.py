"""Placeholder until the rows are there."""

from typing import Any

Row = Any
