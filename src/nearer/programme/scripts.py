"""Does a script hold together: roles that exist, moves that lead somewhere, nothing that tells too much?"""

from collections.abc import Iterator

from .conditions import condition_faults
from .fields import field_faults
from .schema import Exercise, Move

Found = tuple[str, str, str]  # fault id, field, message
EACH = "each"
RESERVED = ("across", "aside", "rest")  # they stand where a move's name stands in an address
TOGETHER = ("given", "turns", "agreement")  # what these hold is readable for both as soon as it is written


def script_faults(exercise: Exercise) -> list[Found]:
    """Everything wrong with how the moves fit together."""
    found = [*_roles(exercise), *_names(exercise)]
    if found:
        return found  # nothing else can be said of moves that cannot be told apart
    return [
        *_rules(exercise),
        *_chain(exercise),
        *_rounds(exercise),
        *condition_faults(exercise),
        *field_faults(exercise),
    ]


def _roles(exercise: Exercise) -> Iterator[Found]:
    if exercise.people == 1 and exercise.roles != [EACH]:
        yield "C010", "roles", 'an exercise for one person has the one role "each"'
    if EACH in exercise.roles and len(exercise.roles) > 1:
        yield "C010", "roles", '"each" stands alone'
    if EACH not in exercise.roles and len(exercise.role_names) not in (0, len(exercise.roles)):
        yield "C010", "role_names", "give one name for each role"


def _names(exercise: Exercise) -> Iterator[Found]:
    seen: set[str] = set()
    for number, move in enumerate(exercise.moves):
        if move.id in RESERVED:
            yield "C012", f"moves.{number}.id", f"{move.id} is a name of the product's own"
        if move.id in seen:
            yield "C012", f"moves.{number}.id", f"two moves are called {move.id}"
        seen.add(move.id)
        if move.by not in (*exercise.roles, EACH):
            yield "C011", f"moves.{number}.by", f"no role is called {move.by}"
    for name in exercise.landed.when:
        if name not in seen:
            yield "C018", "landed.when", f"no move is called {name}"


def _rules(exercise: Exercise) -> Iterator[Found]:
    for number, move in enumerate(exercise.moves):
        where = f"moves.{number}.rule"
        if exercise.people == 1 and move.rule == "mutual":
            yield "C013", where, "mutual needs two people who both answer"
        elif exercise.people == 1 and move.rule != "private":
            yield "C014", where, "alone, there is nobody to give words to: use private"
        elif move.rule == "mutual":
            yield from _pair(exercise, move, number)
        elif move.with_:
            yield "C013", f"moves.{number}.with", "only mutual moves open with another"
        if move.rule in ("agreement", "matched") and move.by != EACH:
            yield "C034", f"moves.{number}.by", f"{move.rule} is for both: by = each"
        if move.rule == "matched" and [field.kind for field in move.fields] != ["marks"]:
            yield "C034", f"moves.{number}.fields", 'matched has one field of kind "marks"'


def _pair(exercise: Exercise, move: Move, number: int) -> Iterator[Found]:
    where = f"moves.{number}"
    partner = exercise.partner_of(move)
    other = next((one for one in exercise.moves if one.id == partner), None)
    if other is None:
        yield "C013", f"{where}.with", f"no move is called {partner}"
    elif other.rule != "mutual" or (other is move and move.by != EACH):
        yield "C013", f"{where}.rule", "mutual needs two who both answer: by = each, or two moves joined by `with`"
    elif other is not move and (move.by == EACH or other.by in (move.by, EACH)):
        yield "C013", f"{where}.with", "two moves that open together are made by the two roles, one each"


def _chain(exercise: Exercise) -> Iterator[Found]:
    earlier: dict[str, Move] = {}
    for number, move in enumerate(exercise.moves):
        for field, name in [("answers", move.answers), *(("after", one) for one in move.after)]:
            target = earlier.get(name or "")
            if name is None:
                continue
            if target is None:
                yield "C015", f"moves.{number}.{field}", f"no earlier move is called {name}"
            elif field == "answers":
                yield from _answer(move, target, number)
            elif target.rule in ("private", "matched") and EACH not in (target.by, move.by) and target.by != move.by:
                yield (
                    "C027",
                    f"moves.{number}.after",
                    f"waiting on {name} would tell that it was written: it is private",
                )
        earlier[move.id] = move


def _answer(move: Move, target: Move, number: int) -> Iterator[Found]:
    if target.rule in ("private", "matched"):
        yield "C016", f"moves.{number}.answers", f"{target.id} is private: nobody else can answer it"
    elif target.by == move.by != EACH:
        yield "C017", f"moves.{number}.answers", "nobody answers their own words"


def _rounds(exercise: Exercise) -> Iterator[Found]:
    for number, move in enumerate(exercise.moves):
        if move.again is None:
            continue
        where = f"moves.{number}.again"
        start = exercise.places.get(move.again.to)
        if start is None or start > number:
            yield "C026", f"{where}.to", f"no move up to here is called {move.again.to}"
            continue
        for inside in exercise.moves[start : number + 1]:
            if inside.rule not in ("given", "turns"):
                yield "C026", where, f"{inside.id} lies inside the rounds and is {inside.rule}: use given or turns"
            if inside.by == EACH:
                yield "C026", where, f"{inside.id} lies inside the rounds and is for both: give it to one role"
        for other in exercise.moves[start:number]:
            if other.again:
                yield "C026", where, f"these rounds hold those of {other.id}"
