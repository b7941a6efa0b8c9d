"""Every address × method × role × thing, against access.toml; then again with every rule forced open."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from nearer.exchange import access, page, rules, sealing, shelf
from nearer.exchange.models import Exchange, Grant, Part
from nearer.exchange.state import Hidden, Shown
from nearer.pages import shelves, taking
from nearer.people import spaces
from nearer.people.models import Member
from nearer.vault import SealError

from .matrix import FORM, METHODS, ROLES, WORDS, World, body, make_world
from .routes import Route, routes

pytestmark = pytest.mark.django_db
TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text("utf-8"))
WITHOUT_TOKEN = TABLE.pop("without_token")
INSIDE = ("self", "partner", "ex", "stranger", "inviter")
CALM = {200, 302, 303, 404, 405, 409, 422}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def places(route: Route, world: World, method: str) -> Iterator[tuple[str, str]]:
    """(thing, path) for each thing that this address can be about; one thing where the method is refused anyhow."""
    several = "id" in route.holds and ("GET" if method == "HEAD" else method) in TABLE.get(route.name, {})
    for thing in world.things if several else ["opened"]:
        yield thing, route.path(**world.given(thing))


def expected(route: Route, method: str, thing: str) -> list[int]:
    rows = TABLE.get(route.name, {}).get(method, [405] * len(ROLES))
    return rows.get(thing, rows.get("*")) if isinstance(rows, dict) else rows


def legible(role: str) -> set[str]:
    """What this role may read of Ana's words."""
    return {words for words, readers in WORDS.values() if role == "self" or role in readers}


def leaked(role: str, content: bytes) -> set[str]:
    return {words for words, _ in WORDS.values() if words.encode() in content} - legible(role)


def test_the_table_has_every_address_and_no_other() -> None:
    named = {route.name for route in routes()}
    assert named - set(TABLE) == set(), "these addresses have no expected answers in access.toml"
    assert set(TABLE) - named == set(), "access.toml expects answers from addresses that are not there"
    assert set(WITHOUT_TOKEN) <= named


@pytest.mark.parametrize("method", METHODS)
def test_everybody_gets_the_answer_of_the_table(world: World, method: str) -> None:
    wrong = []
    for route in routes():
        for thing, path in places(route, world, method):
            answers = {role: world.ask(role, method, path) for role in ROLES}
            got = [answer.status_code for answer in answers.values()]
            if method == "HEAD" and got != [405] * len(ROLES):
                assert not any(answer.content for answer in answers.values())
                wanted = expected(route, "GET", thing)
            else:
                wanted = expected(route, method, thing)
            if got != wanted:
                wrong.append(f"{method} {route.name} {thing}: {got}, expected {wanted}")
            wrong += [
                f"{method} {route.name} {thing} shows {role}: {leaked(role, answer.content)}"
                for role, answer in answers.items()
                if leaked(role, answer.content)
            ]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_yours_looks_like_what_is_not_there(world: World) -> None:
    compared = 0
    for route in (route for route in routes() if "id" in route.holds):
        for method in ("GET", "POST"):
            for role in ROLES:
                gone = world.ask(role, method, route.path(**world.given("gone")))
                for thing, path in places(route, world, method):
                    if expected(route, method, thing)[ROLES.index(role)] == 404:
                        answer = world.ask(role, method, path)
                        assert body(answer) == body(gone), f"{method} {route.name} {thing} {role}"
                        assert dict(answer.headers) == dict(gone.headers)
                        assert {*answer.cookies} == {*gone.cookies}
                        compared += 1
    assert compared > 150


def test_ana_reads_all_of_hers_and_the_others_what_was_opened_to_them(world: World) -> None:
    for role in INSIDE:
        pages = [world.ask(role, "GET", f"/exchanges/{id}/").content for id in world.things.values()]
        assert {words for words, _ in WORDS.values() if words.encode() in b"".join(pages)} == legible(role), role


def test_nothing_is_changed_without_a_token(world: World) -> None:
    for route in routes():
        path = route.path(**world.given("opened"))
        for method in ("POST", "PUT", "DELETE"):
            for role in ("anonymous", "self", "partner", "locked"):
                status = world.ask(role, method, path, strict=True).status_code
                assert (status == 403) is (route.name not in WITHOUT_TOKEN), f"{method} {route.name} {role}: {status}"
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert world.ask("self", "POST", "/exit/", strict=True, **elsewhere).cookies.get("sid") is None


def any_space(me: Any, row: Any) -> spaces.OwnSpace:
    """A space given to whoever asks, with their own couple key if they ever had it, or else somebody's."""
    members = list(Member.objects.filter(space=row).select_related("person"))
    mine = next((member for member in members if member.person_id == me.id), members[0])
    other = next((member.person for member in members if member.person_id != me.id), None)
    return spaces.OwnSpace(row, me, mine.wrapped_ck, other, False)


def all_spaces(me: Any) -> list[spaces.OwnSpace]:
    mine_first = sorted(Member.objects.select_related("space"), key=lambda member: member.person_id != me.id)
    return list({member.space_id: any_space(me, member.space) for member in mine_first}.values())


def anybodys(me: Any, rows: Any) -> list[access.OwnExchange]:
    return [access.OwnExchange(row, me, any_space(me, row.space) if row.space else None) for row in rows]


def read_as_if_mine(exchange: access.OwnExchange, move: str, round: int = 0) -> Any:
    """Whoever wrote it: try to open it with the asker's own key."""
    for part in exchange.row.parts.all():
        if part.move == move:
            dek = sealing.own_dek(exchange.me, part)
            return sealing._words(part, dek, sealing.words_context(part, part.exchange), part.commitment)
    return None


def any_grant(part: Part, reader: str) -> Grant:
    grants = sorted(part.grants.all(), key=lambda grant: grant.reader != reader)
    if not grants:
        raise SealError("no grant")
    return grants[0]


def force_open(patch: pytest.MonkeyPatch) -> None:
    """Every rule says yes, every query finds everything. What is left is cryptography."""

    def shown(state: Any, move: Any, me: str, round: int = 0) -> Shown | Hidden:
        there = any(place[:2] == (move.id, state.other(me)) for place in state.seals)
        return Shown() if there else Hidden("nothing-yet")

    def allowed(state: Any, me: str, act: rules.Act) -> bool:
        """Whatever there are rows for."""
        move = state.script.move(act.move)
        if act.kind in (rules.SIGN, rules.END):
            return move.rule == "agreement" and bool(state.in_force(move) or act.kind == rules.SIGN)
        return act.kind != rules.TAKE_BACK or any(place[:2] == (act.move, me) for place in state.seals)

    acts = (rules.WRITE, rules.REWRITE, rules.TAKE_BACK, rules.OPEN_NOW, rules.SIGN, rules.END)
    patch.setattr(rules, "theirs", shown)
    patch.setattr(rules, "may_do", lambda state, me: [rules.Act(a, m.id) for m in state.script.moves for a in acts])
    patch.setattr(rules, "allowed", allowed)
    patch.setattr(spaces.OwnSpace, "may_release", True)
    for module in [module for name, module in list(sys.modules.items()) if name.startswith("nearer.")]:
        for name, forced in (("spaces_of", all_spaces), ("own", anybodys)):
            if callable(vars(module).get(name)):
                patch.setattr(module, name, forced)
    patch.setattr(access.OwnExchange, "mine", read_as_if_mine)
    patch.setattr(sealing, "promised_by", lambda me, part: part.commitment)
    patch.setattr(sealing, "_grant", any_grant)
    patch.setattr(page.release, "may_open_first", lambda exchange, move: True)
    everything = Exchange.objects.filter(exercise=shelf.PAGE)

    def whole_shelf(rows: Any, before: str, shown: Any) -> shelves.Shelf[Any]:
        return shelves.Shelf([item for _, item in shown(list(everything))], "", True)

    patch.setattr(shelves, "shelf", whole_shelf)
    pages = Part.objects.filter(exchange__exercise=shelf.PAGE, grants__reader=Grant.OWN)
    patch.setattr(shelf, "_rows", lambda me: pages)


def test_with_every_rule_forced_open_the_keys_still_hold(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    force_open(monkeypatch)
    monkeypatch.setattr(taking, "proved", lambda me, form, name: True)
    monkeypatch.setitem(FORM, "passphrase", "not asked for now")
    entered, wrong = 0, []
    for route in (route for route in routes() if route.name.split(":")[0] in ("pages", "exchange")):
        for method in ("GET", "POST"):
            for thing, path in places(route, world, method):
                for role in INSIDE:
                    answer = world.ask(role, method, path)
                    entered += role == "stranger" and thing != "gone" and answer.status_code == 200
                    if answer.status_code not in CALM:
                        wrong.append(f"{method} {route.name} {thing} {role}: {answer.status_code}")
                    wrong += [f"{method} {route.name} {thing} {role} reads {leaked(role, answer.content)}"] * bool(
                        leaked(role, answer.content)
                    )
    assert not wrong, "\n".join(wrong)
    # The doors did stand open: a stranger got in, and even saw that there is a page of Ana's.
    assert entered > 10
    assert b"A page that does not open" in world.ask("stranger", "GET", "/mine/").content
