"""A throwaway life of two made-up people, written through the same actions as everybody's."""

import tomllib
from datetime import timedelta
from typing import Any

from nearer.exchange import actions, release, shelf
from nearer.exchange.access import OwnExchange, exchange_for
from nearer.insights import checkins
from nearer.insights.answered import FULL, WEEKLY
from nearer.kit import clock
from nearer.kit.paths import content_root
from nearer.people import pairing, sessions
from nearer.people.actions import code_is_kept, register
from nearer.people.manifest import NEITHER
from nearer.people.signals import paired
from nearer.people.spaces import OwnSpace, current_space, open_space
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme

SignIns = list[tuple[str, str]]
CARD = "card"


def fill(language: str = "en") -> SignIns:
    """Two people and some weeks of life. Returns their names and passphrases."""
    story = tomllib.loads((content_root() / language / "demo.toml").read_text("utf-8"))
    with _days_ago(120):
        people = [_arrive(name, phrase) for name, phrase in zip(story["names"], story["passphrases"], strict=True)]
        _pair(*people)
    for week in story["weeks"]:
        with _days_ago(week["days_ago"]):
            _both_answer(people, week)
    for page in story["pages"]:
        with _days_ago(page["days_ago"]):
            shelf.write_page(people[0], {"title": page["title"], "page": page["page"]})
    with _days_ago(story["thanks"]["days_ago"]):
        _thank(people, story["thanks"])
    for number, answers in enumerate(reversed(story["answered_weeks"])):
        _answer(people[0], WEEKLY, 7 * number + 2, answers)
    for days, answers in story["answered_seasons"].items():
        _answer(people[0], FULL, int(days), answers)
    for run in story["runs"]:
        with _days_ago(run["days_ago"]):
            _run(people, run)
    with _days_ago(story["waiting"]["days_ago"]):
        waiting = _deal(_space(people[0]), story["waiting"]["card"])
        actions.write(_as(people[1], waiting), "answer", {"answer": story["waiting"]["answer"]})
    for person in people:
        sessions.end(person.session_id)
    return list(zip(story["names"], story["passphrases"], strict=True))


def _days_ago(days: int) -> Any:
    return clock.moved(-timedelta(days=days))


def _arrive(name: str, passphrase: str) -> Unlocked:
    person, vk = register(name, passphrase)
    _, me = sessions.begin(person, vk, "demo")
    code_is_kept(me)
    return me


def _pair(one: Unlocked, other: Unlocked) -> None:
    space = open_space(one)
    pairing.arrive(other, pairing.invite(space, NEITHER), NEITHER)
    pairing.confirm(space)
    pairing.settle(other)
    paired.send(sender=Unlocked, space=_space(one))
    _space(one).row.exchanges.all().delete()


def _space(me: Unlocked) -> OwnSpace:
    space = current_space(me)
    assert space is not None
    return space


def _as(me: Unlocked, id: str) -> OwnExchange:
    found = exchange_for(me, id)
    assert found is not None
    return found


def _deal(space: OwnSpace, card: str) -> str:
    return actions.deal_this(space, programme().card(card)).pk


def _both_answer(people: list[Unlocked], week: dict[str, Any]) -> None:
    id = _deal(_space(people[0]), week["card"])
    for me, answer in zip(people, week["answers"], strict=True):
        actions.write(_as(me, id), "answer", {"answer": answer})
    for me in (*people, *people):
        release.release_what_may_go(_as(me, id))
    with clock.moved(timedelta(days=1)):
        for me, heard in zip(people, week["heard"], strict=True):
            actions.write(_as(me, id), "reply", {"heard": heard})


def _thank(people: list[Unlocked], thanks: dict[str, Any]) -> None:
    giver, receiver = people
    row = actions.begin(giver, "thanks", _space(giver))
    actions.write(_as(giver, row.pk), "thanks", {key: thanks[key] for key in ("act", "effect", "shows")})
    actions.write(_as(receiver, row.pk), "reply", {"meaning": thanks["meaning"]})


def _run(people: list[Unlocked], run: dict[str, Any]) -> None:
    """An exercise with several moves, as the two made them."""
    row = actions.begin(people[run["by"]], run["exercise"], _space(people[0]))
    for step in run["steps"]:
        me = _as(people[step["who"]], row.pk)
        if "sign" in step:
            actions.sign(me, step["move"], step["sign"])
        else:
            actions.write(me, step["move"], {name: _dated(value) for name, value in step["fields"].items()})


def _answer(me: Unlocked, kind: str, days_ago: int, answers: list[int]) -> None:
    """Answers about oneself, in the order of the questions; none for a gap."""
    asked = list(programme().measures.of(kind))
    with _days_ago(days_ago):
        one = checkins.begin(kind, clock.now().date())
    one.done = True
    if answers:
        checkins.keep(me, one, {question.id: number for question, number in zip(asked, answers, strict=True)}, asked)


def _dated(value: str) -> str:
    """ "in 9 days" becomes a day that many days from now."""
    if not value.startswith("in ") or not value.endswith(" days"):
        return value
    return (clock.now().date() + timedelta(days=int(value.split()[1]))).isoformat()
