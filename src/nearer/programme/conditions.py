"""Conditions and days in a script: do they name something that exists, and may whoever they steer know it?"""

from collections.abc import Iterator

from .schema import AField, Condition, Exercise, Move

Found = tuple[str, str, str]
EACH = "each"
OPEN_AT_ONCE = ("given", "turns", "agreement")


def condition_faults(exercise: Exercise) -> Iterator[Found]:
    """Faults of only_if, shown_if, cool_if, again and on."""
    for number, move in enumerate(exercise.moves):
        where = f"moves.{number}"
        for name in ("only_if", "shown_if", "cool_if"):
            condition: Condition | None = getattr(move, name)
            if condition is not None:
                yield from _condition(exercise, move, condition, f"{where}.{name}")
        if move.shown_if and move.rule not in ("given", "turns"):
            yield "C025", f"{where}.shown_if", "only what is given can wait for the other to choose the moment"
        yield from _again(exercise, move, where)
        yield from _dated(exercise, move, where)


def _condition(exercise: Exercise, move: Move, condition: Condition, where: str) -> Iterator[Found]:
    target = _move(exercise, condition.move)
    if target is None:
        yield "C023", where, f"no move is called {condition.move}"
        return
    field = next((one for one in target.fields if one.id == condition.field), None)
    if field is None:
        yield "C024", where, f"{target.id} has no field called {condition.field}"
        return
    yield from _values(field, condition, where)
    reader = _reader(exercise, move, where)
    if not _may_know(target, reader):
        yield "C025", where, f"{target.id} is {target.rule}: whoever this steers would learn what they may not read"


def _values(field: AField, condition: Condition, where: str) -> Iterator[Found]:
    if condition.above is not None and field.kind != "slider":
        yield "C024", where, f"{field.id} is no slider"
    known = {choice.id for choice in field.choices}
    if condition.above is None and (not condition.is_ or not set(condition.is_) <= known):
        yield "C024", where, f"{field.id} has no such choice"


def _reader(exercise: Exercise, move: Move, where: str) -> str:
    """The role that a condition steers: who makes the move, or for shown_if who reads it."""
    if where.endswith("shown_if"):
        return next((role for role in exercise.roles if role != move.by), EACH)
    return move.by


def _may_know(target: Move, reader: str) -> bool:
    return target.rule in OPEN_AT_ONCE or (target.by in (reader, EACH) and target.rule == "private")


def _again(exercise: Exercise, move: Move, where: str) -> Iterator[Found]:
    if move.again is None:
        return
    field = next((one for one in move.fields if one.id == move.again.field), None)
    if field is None or not set(move.again.until) <= {choice.id for choice in field.choices}:
        yield "C024", f"{where}.again", f"{move.id} has no such choice in {move.again.field}"


def _dated(exercise: Exercise, move: Move, where: str) -> Iterator[Found]:
    if move.on is None:
        return
    target = _move(exercise, move.on.after)
    if target is None or exercise.places[target.id] >= exercise.places[move.id]:
        yield "C023", f"{where}.on.after", f"no earlier move is called {move.on.after}"
        return
    if not _may_know(target, move.by):
        yield "C025", f"{where}.on", f"the day of {target.id} is not for whoever makes {move.id} to know"
    field = next((one for one in target.fields if one.id == move.on.field), None)
    if move.on.field is not None and (field is None or field.kind != "date"):
        yield "C024", f"{where}.on.field", f"{target.id} has no date called {move.on.field}"


def _move(exercise: Exercise, id: str) -> Move | None:
    return next((one for one in exercise.moves if one.id == id), None)
