"""Is a passphrase strong enough against somebody who knows its owner and holds the disk?

Bounds are security.md 2.2's: 15 characters (NIST SP 800-63B-4), 10**12 guesses by zxcvbn with
both partners' names known to the guesser. Five words of the EFF list are 2**64.
"""

import re
import secrets
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from nearer.vault import normal

SHORTEST, LONGEST = 15, 256
ENOUGH_GUESSES = 10**12
_ESTIMATED = 72  # zxcvbn's time grows with the square of the length; more only adds strength


@cache
def wordlist() -> tuple[str, ...]:
    """7,776 words: the EFF's large list (CC BY 3.0 US; see NOTICE)."""
    return tuple((Path(__file__).parent / "wordlist" / "eff_large.txt").read_text("ascii").split())


def suggested() -> str:
    """Five random words."""
    return " ".join(secrets.choice(wordlist()) for _ in range(5))


def weakness(passphrase: str, *names: str) -> str:
    """Why this passphrase is refused, as a sentence for its writer; empty when it will do."""
    from zxcvbn import zxcvbn  # its tables take 20 MB: loaded when first needed

    phrase = normal(passphrase)
    if len(phrase) < SHORTEST:
        return _("This passphrase is too short. Use at least %(n)d characters.") % {"n": SHORTEST}
    if len(phrase) > LONGEST:
        return _("This passphrase is too long. Use at most %(n)d characters.") % {"n": LONGEST}
    known = [part for name in names for part in (name, *re.split(r"\W+", name)) if part]
    # zxcvbn counts every space as a guess of its own; a guesser does not.
    spellings = (phrase[:_ESTIMATED], phrase.replace(" ", "")[:_ESTIMATED])
    guesses = [zxcvbn(spelling, user_inputs=known, max_length=_ESTIMATED)["guesses"] for spelling in spellings]
    if min(guesses) < ENOUGH_GUESSES:
        return _("Somebody who knows you could guess this passphrase. Try the five words we offer.")
    return ""
