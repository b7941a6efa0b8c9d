"""Hiding how much somebody wrote: sizes rounded up as Padmé does (Nikitin et al., PETS 2019)."""

from .errors import SealError

LENGTH = 4
FLOOR = 256


def padded_size(size: int) -> int:
    """The size after padding: at least 256, at most 12 % more; only log log n bits leak."""
    if size <= FLOOR:
        return FLOOR
    exponent = size.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (size + mask) & ~mask


def pad(words: bytes) -> bytes:
    """4-byte length, the words, zeros. Never compressed: sizes would then tell content."""
    total = padded_size(LENGTH + len(words))
    return (len(words).to_bytes(LENGTH, "big") + words).ljust(total, b"\0")


def unpad(padded: bytes) -> bytes:
    """The words. Raises SealError when length or filling is not what `pad` makes."""
    size = int.from_bytes(padded[:LENGTH], "big")
    if len(padded) < FLOOR or padded_size(LENGTH + size) != len(padded):
        raise SealError("bad padding")
    if padded[LENGTH + size :].strip(b"\0"):
        raise SealError("bad padding")
    return padded[LENGTH : LENGTH + size]
