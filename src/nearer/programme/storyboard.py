"""A script drawn for whoever writes it: who makes each move, what opens it, who reads it, how it ends.

Plain text, at most 100 columns. It repeats what the file says and decides nothing: rules do that.
"""

from collections.abc import Iterator
from textwrap import wrap

from .schema import AField, Condition, Exercise, Move

WIDEST, INDENT, LABEL = 100, 4, 11
READ_BY = {
    "private": "only its author, ever",
    "given": "the other, once it is given; its author can take it back",
    "mutual": "neither, until both have answered; then both together",
    "matched": "nobody; up to {most} of what both want appear",
    "agreement": "both at once; it holds once both have signed one version",
    "turns": "the other, as soon as it is said",
}
PLACES = {"together": "together", "apart": "apart", "either": "together or apart"}
Line = tuple[str, str]


def storyboard(exercise: Exercise) -> str:
    """The whole script as text, one block for each move, in the order in which they come."""
    blocks = [_head(exercise)]
    blocks += [_move(exercise, move, number) for number, move in enumerate(exercise.moves, 1)]
    blocks.append("\n".join(_labelled(_landing(exercise))))
    return "\n\n".join(blocks) + "\n"


def _head(exercise: Exercise) -> str:
    title = f"{exercise.title} ({exercise.id}, revision {exercise.revision})"
    return "\n".join([*wrap(title, WIDEST), *_labelled(_about(exercise))])


def _about(exercise: Exercise) -> Iterator[Line]:
    yield "for", exercise.summary
    if exercise.people == 2:
        first = "drawn" if exercise.roll else f"{exercise.roles[0]} begins"
        yield "roles", "both alike" if exercise.roles == ["each"] else f"{' and '.join(exercise.roles)}; {first}"
    else:
        yield "roles", "one person, alone"
    yield (
        "takes",
        f"{exercise.minutes} minutes, depth {exercise.depth}, {PLACES[exercise.place]}, {exercise.energy} energy",
    )
    for deal in exercise.deals:
        yield "deals", f"{deal.count} {deal.kind}, drawn once"
    if exercise.not_when:
        yield "not when", ", ".join(exercise.not_when)
    if exercise.rest:
        yield "rest", "can be put to rest: its words are destroyed for good"
    yield "marks", "a field with * is required"


def _move(exercise: Exercise, move: Move, number: int) -> str:
    head = f"{number:>2}  {move.id} · {_who(exercise, move)} · {move.rule}"
    lines = [
        *_opening(exercise, move),
        *_drill(move),
        ("asks", move.ask),
        *_filled(move),
        *_reading(exercise, move),
        *_ending(move),
    ]
    return "\n".join([head, *_labelled(lines)])


def _who(exercise: Exercise, move: Move) -> str:
    if move.by != "each":
        return move.by
    return "each" if exercise.people == 2 else "alone"


def _opening(exercise: Exercise, move: Move) -> Iterator[Line]:
    """What has to happen before the move can be made."""
    waits = [f"the other's {move.answers} is shown"] if move.answers else []
    waits += [_made(move, exercise.move(name)) for name in move.after]
    yield "opens", "; ".join(waits) or ("on its day" if move.on else "from the start")
    if move.on:
        yield "day", _day(move.on.after, move.on.field, move.on.days)
    if move.only_if:
        yield "only if", _condition(move.only_if)
    if move.cool_if:
        yield "holds", f"until six the next morning if {_condition(move.cool_if)}"


def _made(move: Move, target: Move) -> str:
    if target.rule == "agreement":
        return f"{target.id} holds"
    if target.rule == "matched":
        return f"something of {target.id} is wanted by both"
    made = "has ended with a yes" if target.again else "is made"
    whose = "own" if target.by in (move.by, "each") else f"{target.by}'s"
    return f"{whose} {target.id} {made}"


def _day(after: str, field: str | None, days: int) -> str:
    later = f"{days} {'day' if days == 1 else 'days'} after " if days else "on "
    return f"{later}{after}.{field}" if field else f"{later}{after}" if days else f"the day of {after}"


def _condition(one: Condition) -> str:
    wanted = f"above {one.above}" if one.above is not None else " or ".join(one.is_)
    return f"{one.move}.{one.field} is {wanted}"


def _drill(move: Move) -> Iterator[Line]:
    if move.drill:
        yield "drill", f"dealt line {move.drill} stands above; its model answer follows once this is written"


def _filled(move: Move) -> Iterator[Line]:
    yield "fields", "; ".join(_field(one) for one in move.fields)


def _field(one: AField) -> str:
    inside = {"slider": f" {one.low} to {one.high}"}.get(one.kind, "")
    inside += f" of {one.of}" if one.of else ""
    inside += f" ({', '.join(choice.id for choice in one.choices)})" if one.choices else ""
    inside += f" from {one.starts}" if one.starts else ""
    inside += f" begins “{one.begins}”" if one.begins else ""
    inside += f" without {', '.join(f'“{phrase}”' for phrase in one.without)}" if one.without else ""
    return f"{one.id}{'*' if one.required else ''}: {one.kind}{inside}"


def _reading(exercise: Exercise, move: Move) -> Iterator[Line]:
    together = exercise.partner_of(move)
    beside = f", with {together}" if together not in (None, move.id) else ""
    yield "read by", READ_BY[move.rule].format(most=move.most) + beside
    if move.shown_if:
        yield "shown if", f"{_condition(move.shown_if)}; nobody else is told"


def _ending(move: Move) -> Iterator[Line]:
    if move.again:
        until = " or ".join(move.again.until)
        yield "rounds", f"from {move.again.to} to here until {move.again.field} is {until}, {move.again.most} at most"
    also = {"may be said aloud": move.aloud, "stops all turns until its hour": move.pauses}
    also |= {"goes into the calendar": move.plans}
    if any(also.values()):
        yield "also", ", ".join(says for says, holds in also.items() if holds)


def _landing(exercise: Exercise) -> Iterator[Line]:
    yield "lands", " + ".join(exercise.landed.when)
    yield "", exercise.landed.says


def _labelled(lines: Iterator[Line] | list[Line]) -> list[str]:
    """Each line under its label, wrapped so that the text stands in one column."""
    found: list[str] = []
    rest = " " * (INDENT + LABEL)
    for label, text in lines:
        start = " " * INDENT + label.ljust(LABEL)
        found += wrap(text, WIDEST, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False)
    return found
