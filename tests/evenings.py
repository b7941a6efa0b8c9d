"""The exercises of the life: every one of the programme, in words that nobody else would write.

Who may read a word follows from the rule of its move as the product promises it, told here once more:
private is for its author, given at once for both, mutual for both once it has opened.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nearer.exchange.models import Opening, Press
from nearer.kit import clock
from nearer.programme.schema import Condition, Move

from .life import WORD, Living
from .playing import Run, begin, for_one, for_two, picture

AT_ONCE = ("given", "turns", "agreement")
NEVER_EMPTY = ("sort", "marks", "photo")


@dataclass
class Told(Run):
    """A run in the life: it notes every word, and who may read it from when on."""

    waiting: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # mutual words, by move and name
    closed: list[tuple[Condition, Living, set[str]]] = field(default_factory=list)  # until their reader says so
    kept: dict[tuple[str, str, int], set[str]] = field(default_factory=dict)  # by move, name and round

    def write(self, who: Any, move: str, status: int = 302, **over: Any) -> dict[str, Any]:
        script = self.own(who).script.move(move)
        self._mistyped(who, script)
        number = self._round(who, script)
        form = super().write(who, move, status, **over)
        words = {word for value in form.values() if isinstance(value, str) for word in WORD.findall(value)}
        if status == 302:
            self._keep(who, script, number, words)
            self._chose(who, script, form)
        else:
            who.life.gone(*words)
        return form

    def press(self, who: Any, move: str) -> None:
        super().press(who, move)
        self.settle()

    def settle(self) -> None:
        """What has opened by now may be read by both."""
        for (move, name), words in list(self.waiting.items()):
            script = self.own(self.people[0]).script
            group = script.group(script.move(move))
            opens = Opening.objects.filter(exchange=self.id, move=group).values_list("opens", flat=True)
            presses = Press.objects.filter(exchange=self.id, move=group).count()
            if opens and (opens[0] <= clock.now() or presses == len(self.people)):
                self.other(name).life.opened_to(self.other(name).name, *words)
                del self.waiting[move, name]

    def read(self) -> None:
        """Everybody finds on the page what is open to them, and their own."""
        for who in self.people:
            page, life = who.get(self.page), self.people[0].life  # type: ignore[attr-defined]
            mine = {word for words in self.kept.values() for word in words if who.name in life.words[word].readers}
            lost = [life.words[word].what for word in mine if word not in page]
            assert not lost, f"{self.own(who).script.id}: {who.name} does not find {lost}"

    def take_back(self, who: Living, move: str) -> None:
        words = self.kept[move, who.name, max(at for name, by, at in self.kept if (name, by) == (move, who.name))]
        who.life.closed(self.other(who.name).name, *words)
        who.post(f"{self.page}{move}/take-back/", words=who.unseen("words beside a taking back"))

    def other(self, name: str) -> Any:
        return next(one for one in self.people if one.name != name)

    def _mistyped(self, who: Living, move: Move) -> None:
        """Sent once with something missing, and looked at once before it is given. None of these words is kept."""
        needed = [f"{move.id}-{one.id}" for one in move.fields if one.required and one.kind not in NEVER_EMPTY]
        form = self.filled(who, move.id, say=lambda who, what: who.unseen(f"mistyped {what}"))
        if needed:
            who.post(f"{self.page}{move.id}/", 422, **form | {needed[0]: ""})
        if move.rule == "given":
            who.post(f"{self.page}{move.id}/", 200, **form | {"step": "preview"})

    def _round(self, who: Living, move: Move) -> int:
        """In which round it is written now; a version of an agreement is always a new one."""
        return len(self.kept) if move.rule == "agreement" else self.own(who).state.round(move)

    def _keep(self, who: Living, move: Move, number: int, words: set[str]) -> None:
        who.life.gone(*self.kept.get((move.id, who.name, number), set()))  # written over
        self.kept[move.id, who.name, number] = words
        if move.rule == "mutual":
            self.waiting[move.id, who.name] = words
        elif move.rule in AT_ONCE and move.shown_if:
            self.closed.append((move.shown_if, self.other(who.name), words))
        elif move.rule in AT_ONCE:
            who.life.opened_to(self.other(who.name).name, *words)
        self.settle()

    def _chose(self, who: Living, move: Move, form: dict[str, Any]) -> None:
        for condition, reader, words in self.closed:
            if condition.move == move.id and reader is who and form[f"{move.id}-{condition.field}"] in condition.is_:
                who.life.opened_to(who.name, *words)


def typed(who: Any, what: str) -> str:
    word: str = who.word(what)
    return word


def photo(who: Any) -> SimpleUploadedFile:
    """With words where cameras and telephones put them."""
    return picture(f"{who.unseen('file name of a photo')}.jpg", who.unseen("EXIF of a photo"))


def told(exercise: str, one: Living, other: Living | None = None, **more: Any) -> Told:
    run = begin(exercise, one, other, kind=Told, say=typed, photo=photo, **more)
    assert isinstance(run, Told)
    return run


class Evenings:
    """All runs of the life. `go_on` takes each as far as it goes on that day."""

    def __init__(self, ana: Living, ben: Living) -> None:
        self.ana, self.ben = ana, ben
        pairs = [(ana, ben), (ben, ana)]
        self.runs = [told(name, *pairs[at % 2]) for at, name in enumerate(for_two()) if name != "thanks"]
        self.runs += [told(name, ben if name == "forgiving-pages" else ana) for name in for_one()]
        self.runs += [not_yet(ana, ben), left_closed(ben, ana), hot(ana, ben)]
        self.runs += [countered(name, ana, ben) for name in ("small-ritual", "our-agreement")]

    def go_on(self) -> None:
        """Every run, as far as it goes today; then everybody reads what is theirs to read."""
        for run in self.runs:
            run.settle()
            run.go()
            run.read()

    def rest(self) -> None:
        """Ana puts her three views to rest: nobody reads them any more."""
        run = next(run for run in self.runs if run.people == [self.ana] and run.own(self.ana).script.rest)
        self.ana.post(f"{run.page}rest/", 200, words=self.ana.unseen("words beside a rest"))
        self.ana.post(f"{run.page}rest/", sure="yes")
        self.ana.life.gone(*(word for words in run.kept.values() for word in words))
        self.ana.get(run.page, 404)
        self.runs.remove(run)


def not_yet(one: Living, other: Living) -> Told:
    """Said, taken back, said again; a pause; said back, not yet, and said back once more."""
    run = told("say-it-back", one, other)
    run.write(one, "say-1")
    run.look()
    run.take_back(one, "say-1")
    run.look()
    run.write(one, "say-1")
    run.write(other, "back-1")
    run.write(one, "verdict-1", **{"verdict": "not-yet"})
    run.write(other, "pause")
    run.sign(one, "pause")
    run.write(other, "back-1", 409)
    run.end(one, "pause")
    run.write(other, "back-1")
    return run


def left_closed(one: Living, other: Living) -> Told:
    """Written to somebody who would rather not hear it."""
    return told("plain-talk", one, other, chosen={"hear.answer": "not-this"})


def hot(one: Living, other: Living) -> Told:
    """Written in heat: it waits for the morning."""
    run = told("own-part", one, other, chosen={"draft.heat": "10"})
    run.go()
    assert run.made == [(one.name, "draft")]
    return run


def countered(exercise: str, one: Living, other: Living) -> Told:
    """Suggested, countered, signed; changed later, and the old version stays; ended by one."""
    run = told(exercise, one, other)
    move = next(move.id for move in run.own(one).script.moves if move.rule == "agreement" and not move.pauses)
    run.go(until=move)
    run.write(one, move)
    run.look()
    run.take_back(one, move)
    run.write(one, move)
    run.write(other, move)
    run.sign(one, move)
    run.look()
    run.write(one, move)
    run.sign(other, move)
    run.look()
    run.end(other, move)
    return run
