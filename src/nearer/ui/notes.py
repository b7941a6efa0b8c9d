"""One line about what just happened. Codes travel in the address, so the address never carries words."""

from django.utils.translation import gettext_lazy as _

NOTES = {
    "kept": _("Kept."),
    "sent": _("Sent."),
    "saved": _("Saved."),
    "signed": _("Signed. It holds while you both want it to."),
    "ended": _("Ended. It stays here to be read."),
    "rested": _("Put to rest. What you wrote there is gone."),
    "taken-back": _("Taken back."),
    "removed": _("Removed."),
    "device-ended": _("That device is signed out."),
    "devices-ended": _("All your other devices are signed out."),
    "passphrase-changed": _("Your passphrase is changed. Other devices are signed out."),
    "left": _("You have left the shared space."),
    "erased": _("Everything of yours is erased here."),
    "paired": _("You two are connected."),
    "signed-out": _("This device is locked."),
    "undone": _("Undone."),
    "code-made": _("Your new code is ready. The old one no longer works."),
}
