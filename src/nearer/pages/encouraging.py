"""A note to me about me: looked for on my first visit of a day, kept as read in my own notebook."""

from datetime import date

from nearer.exchange.models import Opening
from nearer.kit import clock
from nearer.pace.arc import Where
from nearer.pace.encouragement import facts_of, note_for
from nearer.pace.notes import comfort_of
from nearer.people.manifest import Manifest
from nearer.people.spaces import OwnSpace
from nearer.programme.loader import programme

from .landed import last_landed


def note_of_today(space: OwnSpace, here: Where, last_visit: str) -> str:
    """What I read today; "" on most days. `last_visit`: the day of my last card, before this visit."""
    me, today = space.me, clock.today(space.row.zone)
    says = {note.id: note.says for note in programme().notes}
    read = me.manifest.notes
    if last_visit == today.isoformat():
        return next((says[id] for id, day in read.items() if day == last_visit and id in says), "")
    away = (today - date.fromisoformat(last_visit)).days if last_visit else 0
    opened = (
        Opening.objects.filter(exchange__space=space.row, opens__lte=clock.now()).exclude(exchange__card="").count()
    )
    facts = facts_of(comfort_of(me), opened, away, here.week, last_landed(me).keys())
    found = note_for(programme().notes, facts, read, today)
    if found is None:
        return ""

    def keep(manifest: Manifest) -> None:
        manifest.notes[found.id] = today.isoformat()

    me.note(keep)
    return found.says
