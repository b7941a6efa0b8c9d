"""What a person reads where the other's words are not open to them. Each sentence is a disclosure."""

from django.utils.translation import gettext_lazy as _

GATES = {
    "yours-first": "",
    "kept": _("Your answer is kept. It opens when you both have one."),
    "ready": _("You both have one."),
    "nearly": _("You both have one. It opens once each of you has looked in again."),
    "put-away": _("This one was put away."),
    "changed": _("These words are not the ones that were sealed, so they are not shown."),
    "nothing-yet": "",
    "private": "",
    "nobody": "",
}
"""By Hidden.reason. "put-away" is said alike for passed, swapped, taken back and never opened."""

OPENS_TODAY = _("It opens at %(hour)s, or now if you both press.")
OPENS_TOMORROW = _("It opens tomorrow at %(hour)s, or now if you both press.")
STALE = _("Something moved while you were writing. Your words are still here, and nothing was sent.")
TOO_LONG = _("This is longer than we can keep: at most %(limit)s characters. Yours has %(length)s.")
WORDS_HINT = _("About %(n)d words is plenty.")
EMPTY = _("Write a few words first, or put it aside.")
