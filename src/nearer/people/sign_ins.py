"""Telling people of sign-ins to their own account: there is no silent one, not for operators either."""

from dataclasses import dataclass
from datetime import date

from .manifest import Manifest
from .unlocked import Unlocked


@dataclass(frozen=True)
class SignIn:
    """One sign-in, as its owner is told of it."""

    device: str
    day: date


def untold(me: Unlocked) -> list[SignIn]:
    """Sign-ins on other devices that this person has not yet said they know of."""
    here = next((entry for entry in me.manifest.sign_ins if entry["session"] == me.session_id), {})
    elsewhere = [entry for entry in me.manifest.sign_ins if entry["mark"] != here.get("mark")]
    return [SignIn(entry["device"], date.fromisoformat(entry["day"])) for entry in elsewhere if not entry["told"]]


def tell(me: Unlocked) -> None:
    """The person has seen them."""

    def mark(manifest: Manifest) -> None:
        manifest.sign_ins = [{**entry, "told": "yes"} for entry in manifest.sign_ins]

    me.note(mark)
