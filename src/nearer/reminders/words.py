"""All that a reminder ever says. A lock screen, a mailbox and a shared calendar show it to others."""

from django.utils.translation import gettext_lazy as _

TITLE = _("Notes")  # as in the title of every page: it names no product and no couple
TEXT = _("A card is ready when you are.")
