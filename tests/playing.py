"""Any exercise, gone through by what its own script asks, through the pages.

`Run.go` has everybody do what is theirs to do until nobody can go on today. What is typed and what is
chosen can be decided from outside; the rest is filled in, every field of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nearer.exchange import rules
from nearer.exchange.access import OwnExchange, exchange_for
from nearer.exchange.choices import Offer
from nearer.exchange.page import offers_of
from nearer.exchange.rules import Act
from nearer.kit import clock
from nearer.programme.loader import programme
from nearer.programme.schema import AField, Move

from .cast import Visitor

Say = Callable[[Visitor, str], str]
FORWARD = (rules.WRITE, rules.SIGN, rules.OPEN_NOW)
IN_DAYS, AT = 10, "23:30"


def begin(exercise: str, who: Visitor, other: Visitor | None = None, **more: Any) -> "Run":
    """A new run, begun by `who`; `first="they"` gives the other the first role. `kind` is another kind of Run."""
    kind = more.pop("kind", Run)
    answer = who.client.post(f"/begin/{exercise}/", {key: more.pop(key) for key in ("first", "easy") if key in more})
    assert answer.status_code == 302, f"{exercise}: {answer.status_code}"
    run: Run = kind(answer["Location"].split("/")[2], [who, *([other] if other else [])], **more)
    return run


def plain(who: Visitor, what: str) -> str:
    return f"{what} by {who.name}"


def photo_of(who: Visitor) -> SimpleUploadedFile:
    return picture()


def picture(name: str = "us.jpg", about: str = "") -> SimpleUploadedFile:
    """A small photograph as a phone makes it: `about` stands in its EXIF data."""
    exif = Image.Exif()
    exif[270], exif[36867] = about, "2026:01:05 18:00:00"
    Image.new("RGB", (40, 30), (120, 90, 60)).save(made := BytesIO(), "JPEG", exif=exif)
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


@dataclass
class Run:
    """One run and the people in it. `chosen` decides choices by "move.field"; `made` counts what was written."""

    id: str
    people: list[Visitor]
    say: Say = plain
    chosen: dict[str, Any] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)
    photo: Callable[[Visitor], SimpleUploadedFile] = photo_of

    @property
    def page(self) -> str:
        return f"/exchanges/{self.id}/"

    def own(self, who: Visitor) -> OwnExchange:
        found = exchange_for(who.me, self.id)
        assert found is not None
        return found

    def acts(self, who: Visitor) -> list[Act]:
        own = self.own(who)
        return rules.may_do(own.state, own.me.id)

    def may(self, who: Visitor, kind: str, move: str) -> bool:
        return Act(kind, move) in self.acts(who)

    @property
    def landed(self) -> bool:
        own = self.own(self.people[0])
        return rules.landed(own.state, own.me.id)

    def write(self, who: Visitor, move: str, status: int = 302, **over: Any) -> dict[str, Any]:
        """Fill in a move and send it. Returns what was sent."""
        form = self.filled(who, move) | {f"{move}-{name}": value for name, value in over.items()}
        who.post(f"{self.page}{move}/", status, **form)
        self.made.append((who.name, move))
        return form

    def sign(self, who: Visitor, move: str) -> None:
        own = self.own(who)
        who.post(f"{self.page}{move}/sign/", version=str(own.state.version(own.script.move(move))))

    def press(self, who: Visitor, move: str) -> None:
        who.post(f"{self.page}{move}/open-now/")

    def end(self, who: Visitor, move: str) -> None:
        who.post(f"{self.page}{move}/end/", 200)
        who.post(f"{self.page}{move}/end/", sure="yes")

    def look(self) -> None:
        """Everybody looks in, which lets go what may go."""
        for who in self.people:
            who.get(self.page)

    def go(self, until: str = "") -> "Run":
        """On, as far as it goes today, or up to the move named."""
        for _ in range(60):
            ahead = self._ahead(until)
            if ahead is None:
                self.look()  # whoever looked first may have let something go to whoever looked last
                ahead = self._ahead(until)
            if ahead is None:
                return self
            self.do(*ahead)
            self.look()
        raise AssertionError("it never ends")

    def _ahead(self, until: str) -> tuple[Visitor, Act] | None:
        """The next thing that somebody can do."""
        for who in self.people:
            own = self.own(who)
            for act in rules.may_do(own.state, own.me.id):
                if act.move != until and _goes_on(own, act):
                    return who, act
        return None

    def do(self, who: Visitor, act: Act) -> None:
        {rules.WRITE: self.write, rules.SIGN: self.sign, rules.OPEN_NOW: self.press}[act.kind](who, act.move)

    def filled(self, who: Visitor, move_id: str, say: Say | None = None) -> dict[str, Any]:
        """The form of a move with something in every field."""
        words = say or self.say
        own = self.own(who)
        move = own.script.move(move_id)
        offered = offers_of(own, move)
        form: dict[str, Any] = {"step": "give"}
        for one in move.fields:
            place, offer = f"{move_id}.{one.id}", offered.get(one.id, Offer())
            said = words(who, place) if one.kind in ("words", "line") else self._value(who, move, one, offer)
            value = self.chosen.get(place, said)
            if isinstance(value, dict):
                form |= {f"{move_id}-{one.id}.{item}": pile for item, pile in value.items()}
            else:
                form[f"{move_id}-{one.id}"] = value
        return form

    def _value(self, who: Visitor, move: Move, one: AField, offer: Offer) -> Any:
        if one.kind in ("sort", "marks"):
            return {item: offer.options[0][0] for item, _ in offer.items}
        if one.kind == "date":
            return (clock.now() + timedelta(days=IN_DAYS)).date().isoformat()
        if one.kind == "photo":
            return self.photo(who)
        if move.again and move.again.field == one.id:
            return move.again.until[0]
        options = offer.options or [("", "nothing that can be chosen yet")]
        return {"slider": str(one.low), "time": AT}.get(one.kind) or options[0][0]


def _goes_on(own: OwnExchange, act: Act) -> bool:
    """Nobody pauses or counters of their own accord, and nobody goes on for ever."""
    move = own.script.move(act.move)
    extra = move.rule == "agreement" and act.kind == rules.WRITE and (move.pauses or own.state.version(move) > 0)
    return act.kind in FORWARD and not extra


def for_two() -> list[str]:
    """Every exercise of the programme for two people, apart from the card."""
    return [one.id for one in programme().all_exercises() if one.people == 2 and one.id != "card"]


def for_one() -> list[str]:
    return [one.id for one in programme().all_exercises() if one.people == 1 and one.id != "page"]
