"""Looking for secrets in bytes, as somebody would who took the disk: plain, encoded, backwards, packed."""

import base64
import json
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

PREFIX = 6  # secrets that begin alike are looked for once, by so many bytes
DEEPEST, PACKED, LONGEST = 3, 4_000_000, 16_000_000
EMPTY = re.compile(rb"\0{64,}")  # most of a database's log of writes
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP, ZIP = b"\x1f\x8b\x08", b"PK\x03\x04"


@dataclass(frozen=True)
class Hit:
    """One secret found where it must not be. It names the secret and never quotes it."""

    what: str
    form: str
    where: str


def forms(secret: str | bytes) -> Iterator[tuple[str, bytes]]:
    """Every way in which a secret may lie in a file, each with its name."""
    if isinstance(secret, bytes):
        yield from _of_bytes(secret)
        return
    told_aloud = secret in (secret.lower(), secret.upper())  # a ticket is not, and opens nothing in other letters
    for letters in (secret, secret.upper(), secret.lower()) if told_aloud else (secret,):
        yield from _of_bytes(letters.encode())
    yield from _of_text(secret)


def _of_text(text: str) -> Iterator[tuple[str, bytes]]:
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    yield "quoted", quote(text, safe="").encode()
    yield "quoted", quote_plus(text).encode()
    yield "quoted", "".join(f"%{byte:02X}" for byte in text.encode()).encode()
    yield "json", json.dumps(text)[1:-1].encode()


def _of_bytes(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "plain", data
    yield "hex", data.hex().encode()
    yield "hex", data.hex().upper().encode()
    for before in range(3):
        whole = base64.b64encode(bytes(before) + data)
        # The characters at both ends also depend on the neighbours.
        core = whole[(8 * before + 5) // 6 : (before + len(data)) * 8 // 6]
        yield f"base64+{before}", core
        yield f"base64+{before}", core.translate(bytes.maketrans(b"+/", b"-_"))


class Scanner:
    """Knows the secrets; finds them in any bytes."""

    def __init__(self, secrets: Mapping[str, str | bytes]) -> None:
        self._by_prefix: dict[bytes, dict[bytes, tuple[str, str]]] = defaultdict(dict)
        self._plain: dict[bytes, dict[bytes, tuple[str, str]]] = defaultdict(dict)
        for what, secret in secrets.items():
            assert len(secret) > PREFIX + 2, f"{what} is too short to be looked for"
            for form, needle in forms(secret):
                self._by_prefix[needle[:PREFIX]].setdefault(needle, (what, form))
                if form in ("plain", "utf-16-le"):
                    self._plain[needle[:PREFIX]].setdefault(needle, (what, "reversed"))

    def hits(self, data: bytes, where: str, depth: int = 0) -> set[Hit]:
        """Every secret in these bytes, and in what is packed inside them."""
        data = EMPTY.sub(bytes(8), data)
        found = _found(self._by_prefix, data, where) | _found(self._plain, data[::-1], where)
        if depth < DEEPEST:
            for how, inner in unpacked(data):
                found |= self.hits(inner, f"{where} ({how})", depth + 1)
        return found

    def in_files(self, paths: Iterable[Path]) -> set[Hit]:
        """Every secret in these files, in all files below these folders, and in their names."""
        found: set[Hit] = set()
        for path in files(paths):
            found |= self.hits(str(path).encode(), "a file's name")
            try:
                found |= self.hits(path.read_bytes(), str(path))
            except FileNotFoundError:  # a database may tidy up while we look
                continue
        return found


def files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (inner for inner in sorted(path.rglob("*")) if inner.is_file() and not inner.is_symlink())
        elif path.is_file():
            yield path


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed anywhere in these bytes, as far as it can be unpacked."""
    for at in _places(data, GZIP):
        yield from _inflated("gzip", data, at, 31)
    for start in ZLIB:
        for at in _places(data, start):
            yield from _inflated("zlib", data, at, 15)
    for at in _places(data, ZIP):
        if len(data) >= at + 30:
            names, extra = struct.unpack_from("<HH", data, at + 26)
            yield from _inflated("zip", data, at + 30 + names + extra, -15)


def _inflated(how: str, data: bytes, at: int, bits: int) -> Iterator[tuple[str, bytes]]:
    try:
        inner = zlib.decompressobj(bits).decompress(memoryview(data)[at : at + PACKED], LONGEST)
    except zlib.error:
        return
    if len(inner) > PREFIX:
        yield how, inner


def _found(needles: Mapping[bytes, Mapping[bytes, tuple[str, str]]], data: bytes, where: str) -> set[Hit]:
    found = set()
    for prefix, wholes in needles.items():
        for at in _places(data, prefix):
            found |= {Hit(*named, where) for whole, named in wholes.items() if data.startswith(whole, at)}
    return found


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)
