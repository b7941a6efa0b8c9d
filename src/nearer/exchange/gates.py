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
    "invited": _("Something has been written to you. You choose when to hear it, or not to."),
    "matching": _("You have both marked the list. What you both want appears once each of you has looked in again."),
}
"""By Hidden.reason. "put-away" is said alike for passed, swapped, taken back and never opened."""

STANDINGS = {
    "yours": _("This part is yours. Take the time you like, or put it aside: nobody is told."),
    "yours-alone": _("This is for you alone. Nobody else can open it."),
    "invited": _("%(other)s wrote something to you. It stays closed until you say you would like to hear it."),
    "theirs": _("What is yours is kept. What comes next is up to %(other)s, in their own time."),
    "theirs-alone": _("Everything here is kept for you alone."),
    "kept": _("Your words are kept. Until both of you have written, only you can read yours."),
    "cooling": _(
        "You wrote this with a lot of heat. It waits until %(hour)s on %(day)s, so that you can read it once more "
        "before anybody else does."
    ),
    "dated": _("What you wrote is kept. On %(day)s you look at it again; it will be waiting on Today."),
    "paused": _("You agreed on a pause until %(hour)s. Every word is kept, and nobody can go on before that."),
    "spent": _(
        "That is enough tries for one evening. Everything said stays here. You can begin again on another day, "
        "perhaps with something smaller."
    ),
    "rested": _("A week has passed without a word, so this has come to rest. Nothing is lost, and nobody failed."),
    "landed": _("This one has landed. It stays here for both of you to read."),
    "landed-alone": _("This one has landed. It stays here for you alone."),
    "closed": _("This shared space is closed. What was opened stays readable."),
}
"""Where an exchange stands (standing.py). Said to one person, and never more than that person may know."""

ALOUD = _("You two did this aloud, together, on %(day)s. That it was done is kept, and nothing that was said.")
NO_MATCH = _("This time there was nothing that you both marked with yes. A new list brings other things.")
PHOTO_AGAIN = _("The photo was not kept. Please choose it once more.")
SORT_SOME = _("Put at least one of them on a pile first.")
OPENS_TODAY = _("It opens at %(hour)s, or now if you both press.")
OPENS_TOMORROW = _("It opens tomorrow at %(hour)s, or now if you both press.")
STALE = _("Something moved while you were writing. Your words are still here, and nothing was sent.")
TOO_LONG = _("This is longer than we can keep: at most %(limit)s characters. Yours has %(length)s.")
WORDS_HINT = _("About %(n)d words is plenty.")
BEGINS = _("What you write begins with “%(begins)s”.")
WITHOUT = _("“%(phrase)s” is a verdict. What happened, once?")
EMPTY = _("Write a few words first, or put it aside.")
