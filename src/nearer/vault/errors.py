"""What can go wrong in the vault. No message ever quotes what it failed on."""


class SealError(Exception):
    """Sealed bytes that do not open: wrong key, wrong place, changed or damaged."""

    def __init__(self, reason: str = "does not open") -> None:
        super().__init__(reason)


class WrongSecret(SealError):
    """A passphrase or code that is not this person's. Distinct from a damaged slot."""

    def __init__(self) -> None:
        super().__init__("wrong secret")
