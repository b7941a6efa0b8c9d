"""Readable words in memory, as a thing that does not quote itself by accident."""

import json
from collections.abc import Mapping
from typing import Any

from .errors import SealError


class Words:
    """One sealed document once opened: fields by name. Its repr tells only how long it is."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = dict(fields)

    def __repr__(self) -> str:
        return f"<Words: {sum(len(str(value)) for value in self.fields.values())} characters>"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.fields == other.fields

    __hash__ = None  # type: ignore[assignment]  # never a cache's key

    def encoded(self) -> bytes:
        """UTF-8 JSON, as it is sealed."""
        return json.dumps(self.fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def decoded(cls, data: bytes) -> "Words":
        """What `encoded` made. Raises SealError, which quotes nothing."""
        try:
            fields = json.loads(data)
        except ValueError:
            raise SealError("not words") from None
        if not isinstance(fields, dict):
            raise SealError("not words")
        return cls(fields)
