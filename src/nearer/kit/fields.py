"""Columns for sealed bytes and random names, the same on every database."""

from typing import TYPE_CHECKING, Any

from django.db import models

from .ids import ID_LENGTH, new_id

if TYPE_CHECKING:
    _Bytes = models.BinaryField[bytes, bytes]
    _Text = models.CharField[str, str]
else:
    _Bytes, _Text = models.BinaryField, models.CharField


class SealedField(_Bytes):
    """Sealed bytes. PostgreSQL's driver gives views, SQLite's gives bytes; we give bytes."""

    def from_db_value(self, value: Any, *_: object) -> bytes | None:
        return None if value is None else bytes(value)


class IdField(_Text):
    """A random 128-bit name as primary key. Never a number: numbers tell order and count."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"primary_key": True, "max_length": ID_LENGTH, "default": new_id, "editable": False, **options}
        )
