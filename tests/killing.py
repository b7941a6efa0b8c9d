"""Two people who write as fast as they can, remember what was acknowledged, and look for it after a crash."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .cast import ANSWER, GROUPS
from .hand import GONE, Hand
from .served import Served

DAMAGE = ("cannot be opened", "does not open", "not the ones that were sealed", "older copy of your notebook")
Place = tuple[str, str, str]  # author, exchange, move

# Each of these must find nothing, at any moment, whatever was going on when the power went.
OPENING = "p.move IN ('answer', 'moment')"
STANDS = f"{OPENING} AND NOT EXISTS (SELECT 1 FROM exchange_withdrawal w WHERE w.part_id = p.id)"
BOTH = f"(SELECT count(*) FROM exchange_part p WHERE p.exchange_id = e.id AND {STANDS}) = 2"
FOR_SPACE = "EXISTS (SELECT 1 FROM exchange_grant g WHERE g.part_id = p.id AND g.reader = 'space')"
GIVEN = "('thanks', 'reply', 'say-1', 'back-1', 'verdict-1', 'agree', 'plan')"
OPENED = "EXISTS (SELECT 1 FROM exchange_opening o WHERE o.exchange_id = {}.{})"
HALVES = {
    "a part its author cannot open": "FROM exchange_part p WHERE NOT EXISTS "
    "(SELECT 1 FROM exchange_grant g WHERE g.part_id = p.id AND g.reader = 'own')",
    "a grant to nothing": "FROM exchange_grant g WHERE NOT EXISTS "
    "(SELECT 1 FROM exchange_part p WHERE p.id = g.part_id)",
    "something given that is not": f"FROM exchange_part p WHERE p.move IN {GIVEN} AND NOT {FOR_SPACE}",
    "a photo without its words": "FROM exchange_photo f WHERE NOT EXISTS "
    "(SELECT 1 FROM exchange_part p WHERE p.id = f.part_id)",
    "a list that is still open after its match": "FROM exchange_match m JOIN exchange_part p ON "
    f"p.exchange_id = m.exchange_id AND p.move = m.move WHERE {FOR_SPACE}",
    "a list that is open before both have marked": "FROM exchange_part p WHERE p.move = 'wishes' "
    f"AND {FOR_SPACE} AND (SELECT count(*) FROM exchange_part q WHERE q.exchange_id = p.exchange_id) < 2",
    "a signature to nothing": "FROM exchange_signature s WHERE NOT EXISTS "
    "(SELECT 1 FROM exchange_part p WHERE p.id = s.part_id)",
    "a rest of what was put to rest": "FROM exchange_part p WHERE NOT EXISTS "
    "(SELECT 1 FROM exchange_exchange e WHERE e.id = p.exchange_id)",
    "an answer let go before both": f"FROM exchange_part p WHERE {OPENING} AND {FOR_SPACE} "
    f"AND NOT {OPENED.format('p', 'exchange_id')}",
    "both answers and no opening": f"FROM exchange_exchange e WHERE {BOTH} AND NOT {OPENED.format('e', 'id')}",
    "an opening without both": f"FROM exchange_exchange e WHERE NOT {BOTH} AND {OPENED.format('e', 'id')}",
}


@dataclass
class Couple:
    """Ana and Ben on one server, and everything the server said it had kept."""

    served: Served
    ana: Hand
    ben: Hand
    sure: dict[Place, str] = field(default_factory=dict)  # acknowledged
    maybe: dict[Place, str] = field(default_factory=dict)  # sent, and no answer heard
    fresh: set[Place] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)  # runs, by name
    pictures: set[tuple[str, str]] = field(default_factory=set)  # whose, in which run
    planned: list[str] = field(default_factory=list)
    rested: set[str] = field(default_factory=set)
    fading: dict[Place, str] = field(default_factory=dict)  # sent to be destroyed, and no answer heard
    faults: list[BaseException] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def words(self) -> str:
        """Words found nowhere else."""
        return f"kite{next(self.numbers):06d}end"

    def say(self, who: Hand, exchange: str, move: str, photo: str = "", **fields: str) -> bool:
        """Write at a move; the one field left out holds the words. True when it was taken."""
        place, words = (who.name, exchange, move), self.words()
        named = {name: value or words for name, value in fields.items()}
        self.maybe[place] = words
        taken = bool(who.did(f"/exchanges/{exchange}/{move}/", photo, step="give", **named))
        if taken:
            self.sure[place] = words
            self.fresh.add(place)
        self.maybe.pop(place, None)
        return taken

    def keep_page(self, who: Hand) -> None:
        words = self.words()
        if who.did("/mine/new/", page__page=words):
            self.sure[(who.name, "", words)] = words
            self.fresh.add((who.name, "", words))

    def thank(self, who: Hand) -> None:
        exchange = who.did("/begin/thanks/").strip("/").rpartition("/")[2]
        assert exchange
        self.say(who, exchange, "thanks", thanks__act="", thanks__effect="It helped.")

    def take_a_card(self, who: Hand, last: list[str]) -> None:
        """Answer, and think again; then the next card."""
        if last:
            who.did(f"/exchanges/{last[-1]}/aside/", wish="another")
        found = ANSWER.search(who.get("/"))
        if found is None:
            self.keep_page(who)
            return
        last.append(found[1])
        self.say(who, found[1], "answer", answer__answer="")
        self.say(who, found[1], "answer", answer__answer="")

    def reply(self, who: Hand) -> None:
        """To a card that both have answered."""
        both = self.answered("Ana") & self.answered("Ben")
        for exchange in sorted(one for one in both if (who.name, one, "reply") not in self.sure)[:1]:
            self.say(who, exchange, "reply", reply__heard="")

    def answered(self, name: str) -> set[str]:
        return {exchange for author, exchange, move in list(self.sure) if (author, move) == (name, "answer")}

    def acts(self) -> list[Callable[[], object]]:
        """One for each thread; each begins another way, as the power soon goes out."""
        has = {name: sorted(self.answered(name))[-1:] for name in ("Ana", "Ben")}
        return [
            lambda: (self.reply(self.ana), self.keep_page(self.ana)),
            lambda: (self.thank(self.ben), self.reply(self.ben)),
            lambda: self.take_a_card(self.ana, has["Ana"]),
            lambda: self.take_a_card(self.ben, has["Ben"]),
        ]


def together(served: Served) -> Couple:
    """A couple whose answers open as soon as both are there."""
    ana, ben = Hand("Ana", served.url).start(), Hand("Ben", served.url).start()
    assert ana.did("/together/invite/", reach="neither")
    code = "".join(GROUPS.findall(ana.get("/together/")))
    assert ben.did("/together/join/", code=code, reach="neither")
    assert ana.did("/together/confirm/", answer="yes")
    ben.get("/together/")
    assert ana.did("/together/settings/", opening_hour="at-once")
    return Couple(served, ana, ben)


@contextmanager
def everybody_writing(couple: Couple, acts: list[Callable[[], object]]) -> Iterator[None]:
    """Four threads that write until the server is gone."""

    def on(act: Callable[[], object]) -> None:
        try:
            while True:
                act()
        except GONE:
            return
        except BaseException as fault:
            couple.faults.append(fault)

    threads = [threading.Thread(target=on, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(30)
    assert not couple.faults, couple.faults


def nothing_is_half(served: Served) -> None:
    """What no crash may leave behind, asked of the rows themselves."""
    with closing(_database(served)) as database:
        if isinstance(database, sqlite3.Connection):
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for what, query in HALVES.items():
            found = database.execute(f"SELECT count(*) {query}").fetchone()
            assert found == (0,), f"{what}: {found}"


def _database(served: Served) -> Any:
    url = served.environment.get("NEARER_DATABASE_URL", "")
    if not url:
        return sqlite3.connect(served.data / "nearer.sqlite3")
    import psycopg

    return psycopg.connect(url)


def everything_is_there(couple: Couple, places: set[Place]) -> None:
    """What was acknowledged opens to its author, and the other's words only beside one's own."""
    for who, other in ((couple.ana, couple.ben), (couple.ben, couple.ana)):
        who.afresh().get("/")
        mine = {place for place in places if place[0] == who.name}
        pages = {place[2] for place in mine if not place[1]}
        for ten in {words[:-4] for words in pages}:  # found by ten, as a search shows so many and no more
            found = who.ask("/mine/search/", {"query": ten})[2]
            assert [words for words in pages if words.startswith(ten) and words not in found] == []
        for exchange in {place[1] for place in places if place[1]}:
            page = who.get(f"/exchanges/{exchange}/")
            assert not [sign for sign in DAMAGE if sign in page], f"{who.name}: damage in {exchange}"
            for place in mine:
                if place[1] == exchange:
                    assert place not in couple.sure or _either(couple, place, page), f"lost: {place}"
            theirs, own = (other.name, exchange, "answer"), (who.name, exchange, "answer")
            if _either(couple, theirs, page):
                assert _either(couple, own, page), f"half-opened to {who.name}: {exchange}"
            for place in mine & set(couple.maybe):
                if place[1] == exchange and couple.maybe[place] in page:
                    couple.sure[place] = couple.maybe[place]  # kept, though nobody heard the answer
    for place in places:
        couple.maybe.pop(place, None)


def _either(couple: Couple, place: Place, page: str) -> bool:
    """The last acknowledged words, or those that were on their way when the server died."""
    known = {couple.sure.get(place), couple.maybe.get(place)} - {None}
    return any(re.search(rf"\b{words}\b", page) for words in known if words)
