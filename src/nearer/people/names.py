"""People's names: what they sign in with and are called."""

import unicodedata

LONGEST = 60


def tidy(name: str) -> str:
    """The name as shown: NFC, single spaces, nothing invisible that could imitate another name."""
    visible = (c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join("".join(visible).split())


def key(name: str) -> str:
    """Equal for two names that a person would type for the same account."""
    return unicodedata.normalize("NFKC", tidy(name)).casefold()
