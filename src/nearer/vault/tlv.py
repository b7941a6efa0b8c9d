"""Joining fields so that no two different lists of fields give the same bytes."""

import struct

from .errors import SealError

_HEAD = struct.Struct(">cI")


def tlv(*fields: str | bytes | int) -> bytes:
    """Each field as type (1 byte), length (4 bytes, big-endian), value. Injective.

    Types: `s` UTF-8 text, `b` bytes, `i` a non-negative integer below 2**64.
    """
    return b"".join([_field(field) for field in fields])


def parse_tlv(data: bytes) -> list[str | bytes | int]:
    """The fields that `tlv` joined. Raises SealError on anything else."""
    fields: list[str | bytes | int] = []
    at = 0
    while at < len(data):
        if len(data) - at < _HEAD.size:
            raise SealError("short field")
        kind, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        value = data[at : at + size]
        if len(value) != size:
            raise SealError("short field")
        at += size
        fields.append(_decode(kind, value))
    return fields


def _field(field: str | bytes | int) -> bytes:
    if isinstance(field, str):
        value = field.encode("utf-8")
        return b"s" + len(value).to_bytes(4, "big") + value
    if isinstance(field, bytes):
        return b"b" + len(field).to_bytes(4, "big") + field
    return b"i\0\0\0\x08" + field.to_bytes(8, "big")


def _decode(kind: bytes, value: bytes) -> str | bytes | int:
    if kind == b"b":
        return value
    if kind == b"i" and len(value) == 8:
        return int.from_bytes(value, "big")
    if kind == b"s":
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise SealError("not text") from None
    raise SealError("unknown field")
