"""What happens in the life: days of answers, private pages, thanks, an ended session, and a leaving."""

from collections.abc import Iterator
from datetime import timedelta

from nearer.exchange.models import Exchange
from nearer.kit import clock

from .cast import GROUPS
from .evenings import Evenings
from .life import Life, Living, everywhere
from .mishaps import faults, refusals
from .routes import routes

DAYS, EVENINGS = 3, (4, 19, 49, 64)  # by then every look back has come
CALENDAR = "calendar program"
PLANNED = ("plan.what", "plan.place")
REPLY = ("reply__heard", "reply__matters", "reply__ask")
THANKS = ("thanks__act", "thanks__effect", "thanks__shows")
PAGE = ("page__title", "page__page")
Sights = dict[str, dict[str, set[str]]]


def told() -> tuple[Life, Sights]:
    """The whole life, and who saw which words at its three moments."""
    life = Life()
    ana, ben, cleo = (Living(name, life=life) for name in ("Ana", "Ben", "Cleo"))
    nobody = Living("nobody", life=life)
    for one in (ana, ben, cleo):
        one.enter()
        one.sign_in(one.unseen("wrong passphrase"), 422)
    become_two(ana, ben, cleo)
    for number in range(DAYS):
        with clock.moved(timedelta(days=number)):
            ana.wake(), ben.wake()
            a_day(ana, ben, first=number == 0)
    evenings = Evenings(ana, ben)
    for number in EVENINGS:
        with clock.moved(timedelta(days=number)):
            ana.wake(), ben.wake()
            evenings.go_on()
            a_calendar(ana, life)
    with clock.moved(timedelta(days=EVENINGS[-1] + 1)):
        ana.wake()
        evenings.rest()
        for one in (ana.wake(), ben.wake(), cleo.wake()):
            private_pages(one)
        thanks(ana, ben)
        at_the_door(ben)
        accounts(ana, ben)
        sights = before_and_after(ana, ben, [ana, ben, cleo, nobody])
        faults(ana), refusals(ana)
        cleo.post("/you/erase/", 422, passphrase=cleo.unseen("wrong passphrase"))
        cleo.post("/you/erase/", passphrase=cleo.phrase)
        life.gone(*(word.text for word in life.words.values() if word.author == "Cleo"))
        everywhere(paths, [ana, ben, cleo, nobody])
    return life, sights


def become_two(ana: Living, ben: Living, cleo: Living) -> None:
    ana.post("/together/invite/", 422, reach=ana.unseen("reach"))
    ana.post("/together/invite/", reach="neither")
    ana.note_keys()
    code = "".join(GROUPS.findall(ana.get("/together/")))
    for one in (ben, cleo):
        one.post("/together/join/", 409, code=one.unseen("code nobody made"), reach="neither")
        one.post("/together/join/", 422, code=one.unseen("code"), reach=one.unseen("reach"))
    ben.post("/together/join/", code=code.lower(), reach="neither")
    cleo.post("/together/join/", 409, code=code, reach="neither")
    ana.post("/together/confirm/", answer="yes")
    ben.get("/together/")
    ana.note_keys(), ben.note_keys()
    ana.post("/together/settings/", 422, reach=ana.unseen("reach"), opening_hour=ana.unseen("hour"))


def a_day(ana: Living, ben: Living, first: bool) -> None:
    """One card: tried, kept, changed, taken back, kept again, opened, replied to."""
    card = ana.todays_card()
    path = f"/exchanges/{card}/answer/"
    for one in (ana, ben):
        one.post(path, 422, answer__answer=one.unseen("too long an answer") + " more" * 5000)
    once = ana.writes(path, "answer__answer")
    twice = ana.writes(path, "answer__answer")
    ana.life.gone(*once)
    ana.see(card), ben.see(card)
    ana.post(path + "take-back/", answer__answer=ana.unseen("words beside a taking back"))
    ana.see(card), ben.see(card)
    answers = ana.writes(path, "answer__answer")
    ana.life.gone(*twice)
    ben.see(card)
    theirs = ben.writes(path, "answer__answer")
    if not first:
        assert theirs[0] not in ana.see(card)
        ana.post(path + "open-now/", words=ana.unseen("words beside a press"))
        ben.post(path + "open-now/")
    ana.life.opened_to("Ben", *answers), ana.life.opened_to("Ana", *theirs)
    for one in (ana, ben, ana):
        one.see(card)
    assert theirs[0] in ana.see(card) and answers[0] in ben.see(card)
    for one, other in ((ana, ben), (ben, ana)):
        one.writes(path, "answer__answer", status=409)
        reply(one, other, f"/exchanges/{card}/reply/")
    for one in (ana, ben):
        one.refused(f"/exchanges/{card}/felt/", "felt__felt")
        one.post(f"/exchanges/{card}/felt/", felt__felt="7")


def reply(one: Living, other: Living, path: str) -> None:
    one.refused(path, *REPLY[1:])
    one.writes(path, *REPLY, status=200)
    one.writes(path, *REPLY, step="preview", status=200)
    first = one.writes(path, *REPLY, step="give")
    one.life.opened_to(other.name, *first)
    other.get("/")
    one.life.closed(other.name, *first)
    one.post(path + "take-back/")
    given = one.writes(path, *REPLY, step="give")
    one.life.gone(*first)
    one.life.opened_to(other.name, *given)


def private_pages(one: Living) -> None:
    one.refused("/mine/new/", "page__title")
    one.refused("/mine/new/", *PAGE, page__title=one.unseen("too long a title") + " t" * 400)
    for _ in range(4):
        title, page = one.writes("/mine/new/", *PAGE)
    kept = Exchange.objects.filter(begun_by__name=one.name, exercise="page").values_list("pk", flat=True)
    for word, found in ((page, 1), (title.upper(), 1), (one.unseen("a search that finds nothing"), 0)):
        assert f"{found} page" in one.post("/mine/search/", 200, query=word)
    changed = next(pk for pk in kept if page in one.see(pk))
    again = one.writes(f"/exchanges/{changed}/page/", *PAGE)
    one.life.gone(title, page)
    one.refused(f"/exchanges/{changed}/page/", "page__title")
    if one.name == "Ben":
        one.post(f"/mine/{changed}/remove/", 200)
        one.post(f"/mine/{changed}/remove/", sure="yes", words=one.unseen("words beside a removal"))
        one.life.gone(*again)


def thanks(ana: Living, ben: Living) -> None:
    for one, other in ((ana, ben), (ben, ana)):
        one.post("/begin/thanks/", words=one.unseen("words beside a beginning"))
        begun = Exchange.objects.get(begun_by__name=one.name, exercise="thanks").pk
        path = f"/exchanges/{begun}/"
        one.refused(path + "thanks/", *THANKS[1:])
        one.writes(path + "thanks/", *THANKS, status=200)
        one.life.opened_to(other.name, *one.writes(path + "thanks/", *THANKS, step="give"))
        other.get("/"), other.see(begun)
        other.writes(path + "reply/", "reply__meaning", status=200)
        other.life.opened_to(one.name, *other.writes(path + "reply/", "reply__meaning", step="give"))
        one.see(begun)
    one.post(path + "thanks/take-back/")
    words = [word.text for word in one.life.words.values() if word.what.startswith("thanks__")]
    one.life.closed(other.name, *(text for text in words if one.life.words[text].author == one.name))


def a_calendar(ana: Living, life: Life) -> None:
    """Read by a program that signs in nowhere: plans under their own titles, because Ana chose so."""
    ana.post("/you/calendar/on/", words=ana.unseen("words beside a calendar"))
    ana.post("/you/calendar/titles/", 422, titles=ana.unseen("titles"))
    ana.post("/you/calendar/titles/", titles="real")
    ana.get("/you/calendar/")
    token = life.secrets["token of Ana's calendar"] = ana.me.manifest.feed["token"]
    program = Living(CALENDAR, life=life)
    life.opened_to(CALENDAR, *(word.text for word in life.words.values() if word.what in PLANNED))
    program.get(f"/calendar/{token}.ics")
    ana.post("/you/calendar/change/")
    program.get(f"/calendar/{token}.ics", 404)
    life.secrets["second token"] = ana.me.manifest.feed["token"]


def at_the_door(one: Living) -> None:
    """The session had ended while words were being written: they are held in the page, nowhere else."""
    card = one.todays_card()
    path = f"/exchanges/{card}/answer/"
    one.post("/sign-out/")
    (held,) = one.writes(path, "answer__answer", status=403)
    form = {"action": path, "name": one.name, "held.answer-answer": held}
    one.post("/send-held/", 422, passphrase=one.unseen("wrong passphrase"), **form)
    one.post("/send-held/", 200, passphrase=one.phrase, **form)
    one.post("/sign-out/")
    one.writes("/mine/new/", *PAGE, status=403)
    one.sign_in(one.phrase, next="/mine/new/")


def accounts(ana: Living, ben: Living) -> None:
    wrong, fresh = ana.unseen("wrong passphrase"), ana.life.phrase("Ana", "second passphrase")
    ana.post("/you/passphrase/", 422, now=wrong, passphrase=fresh)
    ana.post("/you/passphrase/", 422, now=ana.phrase, passphrase="a" + ana.unseen("weak passphrase")[:9])
    ana.post("/you/passphrase/", now=ana.phrase, passphrase=fresh)
    ana.phrase = fresh
    ana.get("/welcome/code/"), ana.note_keys()
    ana.post("/welcome/code/")
    ana.post("/you/new-code/", 422, passphrase=ana.unseen("wrong passphrase"))
    ana.post("/you/new-code/", passphrase=ana.phrase)
    ana.get("/welcome/code/"), ana.note_keys()
    third = ana.life.phrase("Ana", "third passphrase")
    ana.post("/recover/", 422, name="Ana", code=ana.unseen("wrong code"), passphrase=third)
    ana.post("/recover/", name="Ana", code=ana.me.manifest.code.lower(), passphrase=third)
    ana.phrase = third
    ana.note_keys()
    ben.post("/you/devices/end/", device="f" * 64, words=ben.unseen("words beside a device"))
    ben.post("/you/devices/lock-after/", minutes=ben.unseen("minutes"))
    ben.post("/you/devices/seen/"), ben.post("/you/devices/end-others/")


def before_and_after(ana: Living, ben: Living, people: list[Living]) -> Sights:
    """The last card, looked at by everybody before it opens, when it is open, and after Ana has left."""
    card = ana.todays_card()
    path = f"/exchanges/{card}/answer/"
    mine = ana.writes(path, "answer__answer")
    sights = {"before": everywhere(paths, people)}
    theirs = ben.writes(path, "answer__answer")
    ana.post(path + "open-now/"), ben.post(path + "open-now/")
    ana.life.opened_to("Ben", *mine), ana.life.opened_to("Ana", *theirs)
    ana.see(card), ben.see(card)
    sights["opened"] = everywhere(paths, people)
    for one in (ana, ben):
        one.post("/you/take-along/", 422, passphrase=one.unseen("wrong passphrase"))
        assert theirs[0] in one.post("/you/take-along/", 200, passphrase=one.phrase)
        assert theirs[0] in one.post("/you/take-along/", 200, passphrase=one.phrase, span="everything", form="md")
    ana.post("/together/leave/", 422, take_out="on", passphrase=ana.unseen("wrong passphrase"))
    ana.post("/together/leave/", take_out="on", passphrase=ana.phrase)
    ana.life.closed_to("Ben", "Ana")
    assert mine[0] not in ben.post("/you/take-along/", 200, passphrase=ben.phrase)
    sights["left"] = everywhere(paths, people)
    ben.writes(f"/exchanges/{card}/reply/", *REPLY, step="give", status=409)
    return sights


def paths() -> Iterator[str]:
    """Every address, with every exchange there is."""
    ids = list(Exchange.objects.values_list("pk", flat=True))
    for route in routes():
        given = {
            "id": ids[0],
            "move": "answer",
            "exercise": "thanks",
            "row": "s1",
            "whose": "theirs",
            "token": "t" * 43,
            "kind": "began",
            "outcome": "O1",
            "questions": "weekly",
            "question": "o1a",
        }
        several = ids if route.name == "exchange:exchange" else ids[:1]
        yield from dict.fromkeys(route.path(**given | {"id": id}) for id in several)
