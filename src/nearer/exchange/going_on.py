"""What is under way between two people, as far as one of them may know of it."""

from .access import OwnExchange
from .rules import SIGN, WRITE, may_do, may_see, reached, waits_until_day
from .standing import INVITED, YOURS, standing
from .state import Hidden, Shown

FOR_YOU, YOUR_PART, LOOK_AGAIN, OPENED, KEPT = "for-you", "your-part", "look-again", "opened", "kept"


def is_known_to_me(exchange: OwnExchange) -> bool:
    """Whether I may know of this run at all: the other's drafts and empty beginnings are theirs."""
    state, me = exchange.state, exchange.me.id
    if any(author == me for _, author, _ in exchange.parts):
        return True
    if any(isinstance(view, Shown) or view == Hidden("invited") for view in may_see(state, me).values()):
        return True
    return any(act.kind == WRITE and exchange.script.move(act.move).rule != "private" for act in may_do(state, me))


def waits_for_me(exchange: OwnExchange) -> str:
    """What this run has for me now, as a kind; "" for nothing. Pure of the other's unopened words."""
    if exchange.card is not None:
        return _card(exchange)
    if exchange.state.over or not is_known_to_me(exchange):
        return ""
    kind = standing(exchange.state, exchange.me.id).kind
    if kind == INVITED or _is_offered(exchange):
        return FOR_YOU
    if kind == YOURS:
        return LOOK_AGAIN if _is_due(exchange) else YOUR_PART
    return ""


def _is_offered(exchange: OwnExchange) -> bool:
    """Whether the other gave me something that I have not taken up yet."""
    state, me = exchange.state, exchange.me.id
    acts = may_do(state, me)
    if any(act.kind == SIGN for act in acts):
        return True
    begun = any(author == me for _, author, _ in exchange.parts)
    shown = any(isinstance(view, Shown) for view in may_see(state, me).values())
    return shown and not begun and any(act.kind == WRITE for act in acts)


def _is_due(exchange: OwnExchange) -> bool:
    state, me = exchange.state, exchange.me.id
    dated = [move for move in exchange.script.moves if move.on and state.plays(move, me)]
    due = [move for move in dated if reached(state, move, me) and not waits_until_day(state, move)]
    return any(not state.stands(move.id, me) for move in due)


def _card(exchange: OwnExchange) -> str:
    state, me = exchange.state, exchange.me.id
    if any(act.kind == WRITE and exchange.script.move(act.move).rule == "given" for act in may_do(state, me)):
        return OPENED
    waiting = state.stands("answer", me) and not state.opened("answer") and not state.over
    return KEPT if waiting else ""
