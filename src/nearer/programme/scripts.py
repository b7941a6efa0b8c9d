"""Does a script hold together: roles that exist, moves that lead somewhere, a landing one can reach?"""

from collections.abc import Iterator

from .schema import Exercise, Move

Found = tuple[str, str, str]  # fault id, field, message
EACH = "each"


def script_faults(exercise: Exercise) -> list[Found]:
    """Everything wrong with how the moves fit together."""
    return [*_roles(exercise), *_moves(exercise), *_chain(exercise), *_landing(exercise), *_fields(exercise)]


def _roles(exercise: Exercise) -> Iterator[Found]:
    if exercise.people == 1 and exercise.roles != [EACH]:
        yield "C010", "roles", 'an exercise for one person has the one role "each"'
    if EACH in exercise.roles and len(exercise.roles) > 1:
        yield "C010", "roles", '"each" stands alone'
    for number, move in enumerate(exercise.moves):
        if move.by not in exercise.roles:
            yield "C011", f"moves.{number}.by", f"no role is called {move.by}"


def _moves(exercise: Exercise) -> Iterator[Found]:
    seen: set[str] = set()
    for number, move in enumerate(exercise.moves):
        if move.id in seen:
            yield "C012", f"moves.{number}.id", f"two moves are called {move.id}"
        seen.add(move.id)
        if move.rule == "mutual" and (exercise.people == 1 or move.by != EACH):
            yield "C013", f"moves.{number}.rule", "mutual needs two people who both answer: by = each, people = 2"
        if move.rule != "private" and exercise.people == 1:
            yield "C014", f"moves.{number}.rule", "alone, there is nobody to give words to: use private"


def _chain(exercise: Exercise) -> Iterator[Found]:
    earlier: dict[str, Move] = {}
    for number, move in enumerate(exercise.moves):
        if move.answers is not None:
            target = earlier.get(move.answers)
            if target is None:
                yield "C015", f"moves.{number}.answers", f"no earlier move is called {move.answers}"
            elif target.rule == "private":
                yield "C016", f"moves.{number}.answers", f"{move.answers} is private: nobody else can answer it"
            elif target.by == move.by != EACH:
                yield "C017", f"moves.{number}.answers", "nobody answers their own words"
        earlier[move.id] = move


def _landing(exercise: Exercise) -> Iterator[Found]:
    if exercise.landed.when not in {move.id for move in exercise.moves}:
        yield "C018", "landed.when", f"no move is called {exercise.landed.when}"


def _fields(exercise: Exercise) -> Iterator[Found]:
    for number, move in enumerate(exercise.moves):
        where = f"moves.{number}.fields"
        if len({field.id for field in move.fields}) != len(move.fields):
            yield "C019", where, "two fields share a name"
        if not any(field.required for field in move.fields):
            yield "C020", where, "at least one field must be required: an empty part says nothing"
        for field in move.fields:
            if field.kind == "choice" and len(field.choices) < 2:
                yield "C021", f"{where}.{field.id}", "a choice needs at least two choices"
            if field.kind == "slider" and field.low >= field.high:
                yield "C022", f"{where}.{field.id}", "low must lie below high"
