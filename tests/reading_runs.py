"""Every exercise of the programme, read page by page for sentences that nobody could translate."""

from datetime import timedelta
from unittest import mock

from nearer import coach
from nearer.coach import Note, Reading
from nearer.kit import clock
from nearer.programme.loader import programme

from .cast import Visitor
from .playing import Run, begin, for_one, for_two
from .pseudo import LEFT, RIGHT
from .reading import Reader

DAYS = (0, 11, 40, 80, 120)


def digits(who: Visitor, what: str) -> str:
    return "12"


def the_steps(ana: Reader) -> None:
    ana.get("/steps/")
    for row in programme().rows:
        ana.get(f"/steps/{row.lower()}/")
    for exercise in (*for_two(), *for_one()):
        ana.get(f"/exercises/{exercise}/paper/"), ana.get(f"/exercises/{exercise}/")
    ana.get("/exercises/card/", 404)


def alone(ana: Reader) -> None:
    """Before anybody has come."""
    ana.get("/weeks/"), ana.get("/you/pace/"), ana.post("/you/pace/", 422), ana.get("/mine/map/")


def the_weeks(ana: Reader) -> None:
    """From before the first week to the end; and one's own pace."""
    for wish in ("quarrel", "easy"):
        ana.post("/you/pace/today/", wish=wish)
    ana.get("/you/pace/"), ana.post("/you/pace/today/", wish="over")
    for kind in ("began", "slower", "usual", "rested"):
        ana.get("/weeks/"), ana.post(f"/weeks/{kind}/"), ana.get("/")
    ana.get("/weeks/"), ana.post("/weeks/woke/"), ana.post("/weeks/rested/", 422, until="1999-01-01")
    for _ in range(8):
        ana.post("/weeks/skipped/")
    ana.get("/weeks/"), ana.post("/weeks/closed/"), ana.get("/weeks/"), ana.get("/")


def every_exercise(ana: Reader, ben: Reader) -> None:
    """To its end, each to the day on which it lands."""
    ana._vk, ben._vk = ana.me.vk, ben.me.vk
    ana.post("/together/settings/", reach="neither"), ben.post("/together/settings/", reach="neither")
    runs = [begin(name, ana, ben, say=digits) for name in for_two() if name != "thanks"]
    runs += [begin(name, ana, say=digits) for name in for_one()]
    for number in DAYS:
        with clock.moved(timedelta(days=number)):
            ana.back(), ben.back()
            for run in runs:
                run.go()
            ana.get("/"), ana.get("/ours/"), ben.get("/ours/"), ana.get("/steps/")
    ana.back(), ben.back()
    late = [run.own(ana).script.id for run in runs if not run.landed]
    assert not late, late
    ana.post(f"{runs[-1].page}rest/", 200), ana.post(f"{runs[-1].page}rest/", sure="yes")


def a_map_and_a_sheet(ana: Reader, ben: Reader) -> None:
    """Five entries on five days show what comes again; and a page of one's own words to take along."""
    for number in range(5):
        with clock.moved(timedelta(days=number)):
            begin("part-map", ana.back(), say=digits).go()
    ana.back(), ben.back()
    ana.get("/mine/map/")
    guide = begin("is-it-time", ana, say=digits).go()
    ana.get(f"/mine/summary/{guide.id}/")


def how_it_goes(ana: Reader, ben: Reader) -> None:
    """Questions asked, left out, refused; weeks with gaps, a picture, one laid side by side, and a study."""
    ana.get("/outcomes/"), ana.get("/outcomes/answers/"), ana.get("/outcomes/study/")
    for page in range(1, 5):
        ana.get(f"/outcomes/ask/full/?page={page}"), ana.post(f"/outcomes/ask/full/?page={page}")
        ana.post(f"/outcomes/ask/full/?page={page}", **{one.id: "7" for one in programme().measures.full})
    ana.post("/outcomes/ask/weekly/", 422, o1w="70"), ana.post("/outcomes/weekday/", weekday="0")
    ana.post("/outcomes/tend/", tend="O1", keep="O4"), ana.get("/"), ana.get("/outcomes/")
    for number in (0, 1, 2, 4, 5, 6, 7, 8, 9):
        with clock.moved(timedelta(weeks=number)):
            ana.back().post("/outcomes/ask/weekly/", o1w=str(number), o2w="unfit")
            ana.get("/outcomes/o1/"), ana.get("/outcomes/o2/")
    with clock.moved(timedelta(weeks=30)):
        ana.back().get("/outcomes/"), ana.get("/"), ana.get("/outcomes/ask/weekly/"), ana.get("/outcomes/answers/")
    ana.back(), ben.back()
    begin("for-a-study", ana, ben, say=digits).go()
    ana.get("/outcomes/study/")


def a_look_at_wording(ana: Reader, ben: Reader) -> None:
    """Something found, something taken up, nothing found, and words of fear; switched off and on."""
    slots = {"event": None, "feeling": (0, 2), "request": None}
    found = [
        Reading(
            (Note("blame", 0, 2, 0.9, "always"), Note("thanks", 0, 2, 0.9, "thanks")), slots, 3, ((0, 1),), ((0, 2),)
        ),
        Reading(),
        Reading(silent=True),
    ]
    run = begin("thanks", ana, ben, say=digits)
    heard = begin("say-it-back", ana, ben, say=digits).go("back-1")
    for reading in found:
        with (
            mock.patch.object(coach, "LANGUAGES", (LEFT, RIGHT)),
            mock.patch.object(coach, "read", return_value=reading),
        ):
            ana.post(f"{run.page}thanks/", 200, step="look", thanks__act="12")
            ben.check(
                ben.client.post(f"{heard.page}back-1/", {"step": "look", "back-1-heard": "12"}).content.decode(), ""
            )
    ana.get("/you/wording/"), ana.post("/you/wording/", wording="off"), ana.get("/you/wording/")
    ana.post("/you/wording/", wording="on")


def an_agreement(ana: Reader, ben: Reader) -> None:
    """Suggested, seen by the other, countered, signed, changed, ended."""
    run = begin("our-agreement", ana, ben, say=digits)
    run.write(ana, "agree")
    run.look()
    run.write(ben, "agree")
    run.look()
    run.sign(ana, "agree")
    run.write(ana, "agree")
    run.look(), ana.get("/ours/")
    run.end(ben, "agree")
    run.look()


def closed_and_hot(ana: Reader, ben: Reader) -> None:
    """Left closed, waiting for the morning, put aside, begun only, and lists that have nothing in common."""
    closed = begin("plain-talk", ana, ben, say=digits, chosen={"hear.answer": "not-this"}).go()
    hot = begin("own-part", ana, ben, say=digits, chosen={"draft.heat": "10"}).go()
    apart = begin("ladder", ana, ben, say=digits)
    for who, mark in ((ana, 0), (ben, 1)):
        items = [name for _, name, _ in apart.own(who).row.dealt]
        form = {f"prompts-marks.{item}": "yes" if at == mark else "no" for at, item in enumerate(items)}
        who.post(f"{apart.page}prompts/", **form)
    for run in (closed, hot, apart):
        run.look()
        refused(ana, run)
        ana.post(f"{run.page}aside/", wish="pass")
        ana.see(run.id), ana.post(f"{run.page}aside/", wish="undo")
    ana.get("/"), ben.get("/")


def refused(ana: Reader, run: Run) -> None:
    """An empty form where one is open, and a page that is too old where none is."""
    for move in run.own(ana).script.moves[:2]:
        answer = ana.client.post(f"{run.page}{move.id}/", {})
        ana.check(answer.content.decode(), f"POST {move.id}")


def a_photo_refused(ana: Reader, ben: Reader) -> None:
    run = begin("new-together", ana, ben, say=digits).go(until="moment")
    with clock.moved(timedelta(days=12)):
        ana.back(), ben.back()
        form = run.filled(ana, "moment")
        form["moment-photo"].name = "12.txt"
        form["moment-photo"].file.truncate(40)
        ana.post(f"{run.page}moment/", 422, **form)
    ana.back(), ben.back()


def on_one_device(ana: Reader, ben: Reader) -> None:
    """Turns said aloud, handed over and back, to the end and to where tries run out."""
    for verdict in ("yes", "not-yet"):
        run = begin("say-it-back", ana, ben, say=digits)
        path = f"{run.page}across/"
        for number in range(60):
            page = ana.client.get(path)
            if page.status_code != 200 or 'name="at"' not in page.content.decode():
                break
            ana.check(page.content.decode(), path)
            for press in ({"do": "take"}, {"do": "say", "choice": verdict}, {"do": "say"}):
                ana.client.post(path, press | {"at": str(number)})
        ana.see(run.id), ben.see(run.id), ana.get("/")


def a_calendar(ana: Reader) -> None:
    ana.get("/you/calendar/"), ana.post("/you/calendar/on/"), ana.get("/you/calendar/"), ana.get("/you/reminders/")
    ana.post("/you/calendar/titles/", 422, titles="1")
    ana.post("/you/calendar/titles/", titles="real")
    ana.get("/you/calendar/"), ana.post("/you/calendar/off/")
