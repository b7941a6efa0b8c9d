"""What the two write in exercises until the power goes: turns, signatures, lists, photos, and what is put to rest."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from .hand import Hand
from .killing import Couple, Place

IDEA = re.compile(r'name="(wishes-ideas\.[a-z0-9-]+)"')
PICK = re.compile(r'name="plan-what" value="([a-z0-9-]+)"')
LATER = timedelta(days=30)
HOLDS = "You both signed it"


def evening(couple: Couple) -> list[Callable[[], object]]:
    """One for each thread."""
    return [
        lambda: (agree(couple), say_back(couple)),
        lambda: something_new(couple),
        lambda: rest(couple),
    ]


def begun(who: Hand, exercise: str, first: str = "me") -> str:
    run = who.did(f"/begin/{exercise}/", first=first).strip("/").rpartition("/")[2]
    assert run, exercise
    return run


def today(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).date().isoformat()


def agree(couple: Couple) -> None:
    """Suggested by one, signed by the other."""
    run = begun(couple.ana, "our-agreement")
    named = {
        "agree-what": "",
        "agree-exception": "never",
        "agree-may-know": "nobody else",
        "agree-review": today(LATER),
    }
    if couple.say(couple.ana, run, "agree", **named) and couple.ben.did(f"/exchanges/{run}/agree/sign/", version="1"):
        couple.signed.add(run)


def say_back(couple: Couple) -> None:
    """Three turns, one after the other."""
    run = begun(couple.ben, "say-it-back")
    couple.say(couple.ben, run, "say-1", **{"say-1-say": ""})
    couple.say(couple.ana, run, "back-1", **{"back-1-heard": ""})
    couple.say(couple.ben, run, "verdict-1", **{"verdict-1-verdict": "yes", "verdict-1-missing": ""})


def something_new(couple: Couple) -> None:
    """Wished by both, planned for today, signed; what was planned before the power went is kept first."""
    if couple.planned:
        keep_it(couple, couple.planned.pop())
        return
    run = begun(couple.ana, "new-together")
    page = f"/exchanges/{run}/"
    marks = dict.fromkeys(IDEA.findall(couple.ana.get(page)), "yes")
    for who in (couple.ana, couple.ben):
        assert who.did(f"{page}wishes/", **marks)
    found = PICK.findall(couple.ben.get(page)) or PICK.findall(couple.ana.get(page))
    assert found, "no match"
    plan = {"plan-what": found[0], "plan-day": today(), "plan-place": "", "plan-at": "18:00"}
    couple.say(couple.ana, run, "plan", **plan)
    if couple.ben.did(f"{page}plan/sign/", version="1"):
        couple.signed.add(run)
        couple.planned.append(run)


def keep_it(couple: Couple, run: str) -> None:
    """What each kept of it, with a photo."""
    for who in (couple.ana, couple.ben):
        kept = {"moment-moment": "", "moment-new": "the tea"}
        if couple.say(who, run, "moment", photo="moment-photo", **kept):
            couple.pictures.add((who.name, run))


def rest(couple: Couple) -> None:
    """Written alone, then destroyed for good."""
    run = begun(couple.ana, "three-views")
    couple.say(couple.ana, run, "facts", **{"facts-facts": "", "facts-distress": "5"})
    place: Place = ("Ana", run, "facts")
    couple.fading[place] = couple.sure.pop(place)
    couple.fresh.discard(place)
    if couple.ana.did(f"/exchanges/{run}/rest/", sure="yes"):
        couple.rested.add(run)
        del couple.fading[place]


def evenings_are_whole(couple: Couple) -> None:
    """What was signed holds for both, photos open, and what was put to rest is gone; else it is all there."""
    for run in couple.signed:
        for who in (couple.ana, couple.ben):
            assert HOLDS in who.get(f"/exchanges/{run}/"), f"{who.name}: {run} was signed"
    for name, run in couple.pictures:
        who = couple.ana if name == "Ana" else couple.ben
        status, _, picture = who.ask(f"/exchanges/{run}/moment/photo/mine/")
        assert status == 200 and "JFIF" in picture[:20], f"{name}: the photo of {run}"
    for run in couple.rested:
        assert couple.ana.ask(f"/exchanges/{run}/")[0] == 404, f"{run} was put to rest"
    for (_, run, _), words in couple.fading.items():
        status, _, page = couple.ana.ask(f"/exchanges/{run}/")
        assert status == 404 or words in page, f"{run} is half gone"
    couple.signed.clear(), couple.pictures.clear(), couple.rested.clear(), couple.fading.clear()
