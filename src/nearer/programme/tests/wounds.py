"""Ways to break an exercise file, made from the file itself, so that a new file is covered as it comes.

Every way yields copies of the parsed file, each with the faults that it must be refused with.
"""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

from nearer.programme.schema import AField, Choice, Deal, Evidence, Exercise, Landed, Move, Variant

Data = dict[str, Any]
Broken = tuple[Data, set[tuple[str, str]]]  # the copy, and (fault id, field) of everything it must be told
Way = Callable[[Data], Iterator[Broken]]
NOTHING = "no-such-thing"
CONDITIONS = ("only_if", "shown_if", "cool_if")


def toml(data: Data) -> str:
    """A parsed file as TOML again: one key a line, everything below it inline."""
    return "\n".join(f"{key} = {_inline(value)}" for key, value in data.items()) + "\n"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def missing(data: Data) -> Iterator[Broken]:
    """Each table without anything that it must have."""
    for path, model in _tables(data):
        copy = deepcopy(data)
        table = _at(copy, path)
        needed = {_spelt(model, name) for name, field in model.model_fields.items() if field.is_required()}
        for name in needed:
            del table[name]
        yield copy, {("C002", f"{path}{name}") for name in needed}


def unknown_field(data: Data) -> Iterator[Broken]:
    for path, _ in _tables(data):
        copy = deepcopy(data)
        _at(copy, path)["surprise"] = 1
        yield copy, {("C002", f"{path}surprise")}


def unknown_rule(data: Data) -> Iterator[Broken]:
    copy = deepcopy(data)
    for move in copy["moves"]:
        move["rule"] = "unheard-of"
    yield copy, {("C002", f"moves.{number}.rule") for number in range(len(data["moves"]))}


def unknown_role(data: Data) -> Iterator[Broken]:
    copy = deepcopy(data)
    for move in copy["moves"]:
        move["by"] = NOTHING
    yield copy, {("C011", f"moves.{number}.by") for number in range(len(data["moves"]))}


def one_id_twice(data: Data) -> Iterator[Broken]:
    copy = deepcopy(data)
    copy["moves"].append(deepcopy(copy["moves"][0]))
    yield copy, {("C012", f"moves.{len(data['moves'])}.id")}
    copy = deepcopy(data)
    for move in copy["moves"]:
        move["fields"].append(deepcopy(move["fields"][0]))
    yield copy, {("C019", f"moves.{number}.fields") for number in range(len(data["moves"]))}


def unknown_move(data: Data) -> Iterator[Broken]:
    """Wherever the file names a move, a move that is not there."""
    for number, move in enumerate(data["moves"]):
        where = f"moves.{number}."
        for name, fault in (("answers", "C015"), ("with", "C013")):
            if name in move:
                yield _with(data, number, {name: NOTHING}), {(fault, where + name)}
        for at in range(len(move.get("after", []))):
            names = [NOTHING if place == at else name for place, name in enumerate(move["after"])]
            yield _with(data, number, {"after": names}), {("C015", where + "after")}
        for name in CONDITIONS:
            if name in move:
                yield _with(data, number, {name: {**move[name], "move": NOTHING}}), {("C023", where + name)}
        if "again" in move:
            yield _with(data, number, {"again": {**move["again"], "to": NOTHING}}), {("C026", where + "again.to")}
        if "on" in move:
            yield _with(data, number, {"on": {**move["on"], "after": NOTHING}}), {("C023", where + "on.after")}


def unreachable_landing(data: Data) -> Iterator[Broken]:
    """It waits for nothing, for a move that is not there, or for one that hangs on no choice there is."""
    yield {**data, "landed": {**data["landed"], "when": []}}, {("C002", "landed.when")}
    for name in data["landed"]["when"]:
        others = [one for one in data["landed"]["when"] if one != name]
        yield {**data, "landed": {**data["landed"], "when": [*others, NOTHING]}}, {("C018", "landed.when")}
    first = data["moves"][0]
    never = {"move": first["id"], "field": first["fields"][0]["id"], "is": [NOTHING]}
    for number in range(len(data["moves"])):
        yield _with(data, number, {"only_if": never}), {("C024", f"moves.{number}.only_if")}


def unknown_choice(data: Data) -> Iterator[Broken]:
    """Conditions, rounds and days that name a field or a choice that is not there."""
    for number, move in enumerate(data["moves"]):
        where = f"moves.{number}."
        for name in (name for name in CONDITIONS if name in move):
            yield _with(data, number, {name: {**move[name], "field": NOTHING}}), {("C024", where + name)}
            bare = {"move": move[name]["move"], "field": move[name]["field"]}
            yield _with(data, number, {name: {**bare, "is": [NOTHING]}}), {("C024", where + name)}
        for name in ("field", "until") if "again" in move else ():
            wrong = NOTHING if name == "field" else [NOTHING]
            yield _with(data, number, {"again": {**move["again"], name: wrong}}), {("C024", where + "again")}
        if "field" in move.get("on", {}):
            yield _with(data, number, {"on": {**move["on"], "field": NOTHING}}), {("C024", where + "on.field")}


def wrong_source(data: Data) -> Iterator[Broken]:
    """Fields that begin with words, or offer things, that are nowhere."""
    for number, move in enumerate(data["moves"]):
        for at, field in enumerate(move["fields"]):
            where = f"moves.{number}.fields.{field['id']}."
            if "starts" in field:
                yield _with_field(data, number, at, {"starts": f"{NOTHING}.words"}), {("C029", where + "starts")}
            if field["kind"] in ("pick", "feelings"):
                yield _with_field(data, number, at, {"of": NOTHING}), {("C029", where + "of")}
            if field["kind"] == "sort":
                yield _with_field(data, number, at, {"of": NOTHING}), {("C075", where + "of")}
            if field["kind"] in ("marks", "topic"):
                yield {**data, "deals": []}, {("C029", where.rstrip("."))}


def nothing_required(data: Data) -> Iterator[Broken]:
    """A part that could be given empty. What was said aloud may be."""
    copy = deepcopy(data)
    for move in copy["moves"]:
        for field in move["fields"]:
            field["required"] = False
    written = [number for number, move in enumerate(data["moves"]) if not move.get("aloud")]
    yield copy, {("C020", f"moves.{number}.fields") for number in written}


def leak(data: Data) -> Iterator[Broken]:
    """Somebody answers, is steered by, or waits for what they may never read."""
    mine, theirs = (data["roles"] * 2)[:2]
    for number, move in enumerate(data["moves"]):
        if "answers" in move:
            copy = deepcopy(data)
            next(one for one in copy["moves"] if one["id"] == move["answers"])["rule"] = "private"
            yield copy, {("C016", f"moves.{number}.answers")}
    yield _two_more(data, _secret(mine), by=theirs, answers="secret"), {("C016", _last(data, "answers"))}
    if data["people"] == 1:
        return
    steered = {"only_if": {"move": "secret", "field": "secret", "is": ["yes"]}}
    hidden = _secret(mine, "mutual" if mine == "each" else "private")
    yield _two_more(data, hidden, by=theirs, **steered), {("C025", _last(data, "only_if"))}
    if mine != theirs:
        yield _two_more(data, _secret(mine), by=theirs, after=["secret"]), {("C027", _last(data, "after"))}


WAYS: tuple[Way, ...] = (
    missing,
    unknown_field,
    unknown_rule,
    unknown_role,
    one_id_twice,
    unknown_move,
    unreachable_landing,
    unknown_choice,
    wrong_source,
    nothing_required,
    leak,
)


def _tables(data: Data) -> Iterator[tuple[str, type[BaseModel]]]:
    """Every table of the file: its path with a dot behind it, and what it has to be."""
    yield from (("", Exercise), ("evidence.", Evidence), ("landed.", Landed))
    yield from ((f"variants.{at}.", Variant) for at in range(len(data.get("variants", []))))
    yield from ((f"deals.{at}.", Deal) for at in range(len(data.get("deals", []))))
    for number, move in enumerate(data["moves"]):
        yield f"moves.{number}.", Move
        for at, field in enumerate(move["fields"]):
            yield f"moves.{number}.fields.{at}.", AField
            choices = range(len(field.get("choices", [])))
            yield from ((f"moves.{number}.fields.{at}.choices.{place}.", Choice) for place in choices)


def _spelt(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].alias or name


def _at(data: Any, path: str) -> Any:
    for step in path.split(".")[:-1]:
        data = data[int(step)] if step.isdigit() else data[step]
    return data


def _with(data: Data, number: int, change: Data) -> Data:
    return {**data, "moves": [{**one, **change} if at == number else one for at, one in enumerate(data["moves"])]}


def _with_field(data: Data, number: int, place: int, change: Data) -> Data:
    fields = data["moves"][number]["fields"]
    return _with(data, number, {"fields": [{**one, **change} if at == place else one for at, one in enumerate(fields)]})


def _secret(by: str, rule: str = "private") -> Data:
    choices = [{"id": "yes", "says": "Yes"}, {"id": "no", "says": "No"}]
    field = {"id": "secret", "kind": "choice", "label": "Secret", "choices": choices, "required": True}
    return {"id": "secret", "by": by, "rule": rule, "ask": "What is it?", "fields": [field]}


def _two_more(data: Data, secret: Data, **leaking: Any) -> Data:
    field = {"id": "words", "kind": "words", "label": "Words", "required": True}
    last = {"id": "leaking", "rule": "private", "ask": "What now?", "fields": [field], **leaking}
    return {**data, "moves": [*data["moves"], secret, last]}


def _last(data: Data, field: str) -> str:
    return f"moves.{len(data['moves']) + 1}.{field}"
