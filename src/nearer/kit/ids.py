"""Random names for rows: 128 bits, so that an id tells neither order nor age nor count."""

import base64
import secrets

ID_LENGTH = 26


def new_id() -> str:
    """26 characters of a-z and 2-7 (RFC 4648 base32 in lower case, unpadded)."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()
