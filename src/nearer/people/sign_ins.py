"""Telling people of sign-ins to their own account: there is no silent one, not for operators either."""

from .manifest import Manifest
from .unlocked import Unlocked


def untold(me: Unlocked) -> list[dict[str, str]]:
    """Sign-ins on other devices that this person has not yet said they know of."""
    here = next((entry for entry in me.manifest.sign_ins if entry["session"] == me.session_id), {})
    elsewhere = [entry for entry in me.manifest.sign_ins if entry["mark"] != here.get("mark")]
    return [entry for entry in elsewhere if not entry["told"]]


def tell(me: Unlocked) -> None:
    """The person has seen them."""

    def mark(manifest: Manifest) -> None:
        manifest.sign_ins = [{**entry, "told": "yes"} for entry in manifest.sign_ins]

    me.note(mark)
