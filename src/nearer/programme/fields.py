"""The fields of a move: kinds that fit, choices to choose from, and words that may be filled in."""

from collections.abc import Iterator

from .phrases import phrase_in
from .schema import AField, Exercise, Move

Found = tuple[str, str, str]
CHOSEN = ("choice", "several")
EACH = "each"
FEELINGS = ("word", "body", "colour")
TYPED = ("words", "line")
MARKED = ("ideas", "cards", "subjects", "slots")  # kinds of deals that a matched move can mark
REPEATS = ("once", "week", "fortnight", "month")
LINES = ("drills", "questions")  # kinds of deals that stand above a form
OPEN_KINDS = ("words", "line", "feelings", "sort", "photo", "pick", "topic", "marks", "several")


def field_faults(exercise: Exercise) -> Iterator[Found]:
    """Faults of single fields and of what a move holds as a whole."""
    for number, move in enumerate(exercise.moves):
        where = f"moves.{number}.fields"
        yield from _whole(exercise, move, where)
        yield from _drill(exercise, move, f"moves.{number}.drill")
        for field in move.fields:
            yield from _choices(field, f"{where}.{field.id}")
            yield from _of(exercise, move, field, f"{where}.{field.id}")
            yield from _typed(field, f"{where}.{field.id}")
            if field.starts:
                yield from _starts(exercise, move, field, f"{where}.{field.id}.starts")


def _whole(exercise: Exercise, move: Move, where: str) -> Iterator[Found]:
    kinds = [field.kind for field in move.fields]
    if len({field.id for field in move.fields}) != len(move.fields):
        yield "C019", where, "two fields share a name"
    if not any(field.required for field in move.fields) and not move.aloud:
        yield "C020", where, "at least one field must be required: an empty part says nothing"
    if kinds.count("photo") > 1:
        yield "C028", where, "one photo a move"
    if move.takes_photo and move.rule not in ("private", "mutual"):
        yield "C028", where, "a photo goes with private or mutual words: a preview could not hold it"
    if move.pauses and ("time" not in kinds or move.rule != "agreement"):
        yield "C028", where, "a pause is an agreement with a time"
    if move.plans and ("date" not in kinds or move.rule != "agreement"):
        yield "C028", where, "a plan is an agreement with a date"
    if move.withdraw and move.rule != "mutual":
        yield "C028", where, "only what is mutual can be withdrawn"
    if move.aloud and move.rule != "turns":
        yield "C028", where, "only turns can be spoken aloud"
    every = next((field for field in move.fields if field.id == "every" and move.plans), None)
    if every and (every.kind != "choice" or not {choice.id for choice in every.choices} <= set(REPEATS)):
        yield "C039", f"{where}.every", f"a plan comes again by a choice among {', '.join(REPEATS)}"


def _drill(exercise: Exercise, move: Move, where: str) -> Iterator[Found]:
    lines = [deal for deal in exercise.deals if deal.kind in LINES]
    dealt = sum(deal.count for deal in lines)
    if move.drill > dealt:
        yield "C038", where, f"{dealt} lines are dealt: there is no number {move.drill}"
    elif move.drill and move.rule != "private" and lines[0].kind == "drills":
        yield "C038", where, "a drill is for its writer alone: use private"


def _typed(field: AField, where: str) -> Iterator[Found]:
    for name in ("begins", "without"):
        if getattr(field, name) and field.kind not in TYPED:
            yield "C037", f"{where}.{name}", f"nobody types into a field of kind {field.kind}: use words or line"
    if field.begins and phrase_in(field.begins, field.without):
        yield "C037", f"{where}.begins", "every answer would begin with a phrase that comes back"


def _choices(field: AField, where: str) -> Iterator[Found]:
    if field.kind in CHOSEN and len(field.choices) < 2:
        yield "C021", where, "a choice needs at least two choices"
    if len({choice.id for choice in field.choices}) != len(field.choices):
        yield "C021", where, "two choices share an id"
    if field.choices and field.kind not in CHOSEN:
        yield "C021", where, f"a field of kind {field.kind} has no choices of its own"
    if field.kind == "slider" and field.low >= field.high:
        yield "C022", where, "low must lie below high"


def _of(exercise: Exercise, move: Move, field: AField, where: str) -> Iterator[Found]:
    if field.kind == "feelings" and field.of not in FEELINGS:
        yield "C029", f"{where}.of", f"one of {', '.join(FEELINGS)}"
    if field.kind == "sort" and not field.of:
        yield "C029", f"{where}.of", "name a card sort"
    if field.kind in ("marks", "topic"):
        wanted = ("topics",) if field.kind == "topic" else MARKED
        if not any(deal.kind in wanted for deal in exercise.deals):
            yield "C029", where, f"nothing is dealt to fill it: add a deal of {' or '.join(wanted)}"
    if field.kind == "pick" or (field.kind == "date" and field.of):
        target = next((one for one in exercise.moves if one.id == field.of), None)
        if target is None or target.rule != "matched":
            yield "C029", f"{where}.of", f"a {field.kind} is from a matched move"
        elif field.kind == "date" and not any(deal.kind == "slots" for deal in exercise.deals):
            yield "C029", f"{where}.of", "days come from slots: add a deal of slots"


def _starts(exercise: Exercise, move: Move, field: AField, where: str) -> Iterator[Found]:
    name, _, inside = field.starts.partition(".")
    target = next((one for one in exercise.moves if one.id == name), None)
    source = next((one for one in target.fields if one.id == inside), None) if target else None
    if target is None or source is None:
        yield "C029", where, f"no field is called {field.starts}"
    elif target.by not in (move.by, EACH) or exercise.places[target.id] >= exercise.places[move.id]:
        yield "C029", where, "only own words of an earlier move can be filled in"
    elif source.kind != field.kind and field.kind not in ("words", "line"):
        yield "C029", where, f"{source.kind} does not fit into {field.kind}"
