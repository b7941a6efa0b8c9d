"""What a Web Push message needs of ciphers: RFC 8291 for its body, RFC 8292 for who sends it.

The key pair that names this server to push services follows from the instance key, so that it is made
once, is the same in every process, and has no file of its own to lose.
"""

import base64
import binascii
from datetime import datetime

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid

from .keys import derive_from

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (SP 800-186, 3.2.1.3)
AUTH_SIZE = 16


def push_public_key(instance_key: bytes) -> str:
    """What a browser is given as `applicationServerKey`: 65 bytes in unpadded base64url."""
    return _written(_point(_private(instance_key)))


def push_signature(instance_key: bytes, audience: str, subject: str, until: datetime) -> str:
    """The header `Authorization` for one push service (RFC 8292)."""
    claims = {"aud": audience, "sub": subject, "exp": int(until.timestamp())}
    signed: dict[str, str] = Vapid(_private(instance_key)).sign(claims)
    return signed["Authorization"]


def push_body(words: bytes, p256dh: str, auth: str) -> bytes:
    """`words` for one browser (RFC 8291, aes128gcm). Raises ValueError for keys no browser makes."""
    point, secret = push_keys(p256dh, auth)
    once = ec.generate_private_key(CURVE)
    body: bytes = http_ece.encrypt(words, private_key=once, dh=point, auth_secret=secret, version="aes128gcm")
    return body


def push_keys(p256dh: str, auth: str) -> tuple[bytes, bytes]:
    """A browser's two keys as bytes. Raises ValueError when they are none."""
    point, secret = _read(p256dh), _read(auth)
    if len(secret) != AUTH_SIZE:
        raise ValueError("not a browser's secret")
    return _point(ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)), secret


def _private(instance_key: bytes) -> ec.EllipticCurvePrivateKey:
    # 16 bytes more than the order has, so that no key is likelier than another (FIPS 186-5, A.2.1).
    wide = int.from_bytes(derive_from(instance_key, "push/vapid", size=48), "big")
    return ec.derive_private_key(wide % (ORDER - 1) + 1, CURVE)


def _point(key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) -> bytes:
    public = key.public_key() if isinstance(key, ec.EllipticCurvePrivateKey) else key
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _read(written: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(written.encode("ascii") + b"=" * (-len(written) % 4))
    except (UnicodeEncodeError, binascii.Error):
        raise ValueError("not base64url") from None
