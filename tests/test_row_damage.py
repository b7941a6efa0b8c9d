"""Every sealed column of every table: flipped, cut, emptied, swapped. A sentence each time, never a fault,
and never one person's words on the other's page or wrong words shown as right ones."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from nearer.exchange.models import Part
from nearer.kit.fields import SealedField
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = [*apps.get_app_config("people").get_models(), *apps.get_app_config("exchange").get_models()]
PLACES = [("exchange.Part", "revision"), ("exchange.Part", "move"), ("exchange.Part", "author_id")]
PLACES += [("exchange.Exchange", "begun_by_id"), ("exchange.Grant", "reader"), ("people.Member", "person_id")]
PLACES += [("people.Slot", "memory"), ("people.Slot", "kind")]


def sealed_columns() -> list[tuple[type[models.Model], str]]:
    return [(table, field.name) for table in TABLES for field in table._meta.fields if isinstance(field, SealedField)]


COLUMNS = sealed_columns()


def wounds(sealed: bytes, other: bytes | None) -> Iterator[bytes]:
    """Damaged forms of one sealed value: bits across it, cut short, empty, junk, somebody else's."""
    for at in sorted({0, 3, 20, len(sealed) // 2, len(sealed) - 1} & set(range(len(sealed)))):
        yield sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    yield from (sealed[:-1], sealed[:20], b"", b"s1" + bytes(40))
    if other is not None and other != sealed:
        yield other


@pytest.fixture
def life() -> tuple[Visitor, Visitor, str]:
    """Something in every table: an opened card with a reply, a kept one, pages, a thanks."""
    ana, ben = couple()
    card = ana.todays_card()
    ana.answer(card, "ana-answer"), ben.answer(card, "ben-answer")
    ana.see(card), ben.see(card)
    ana.reply(card, "ana-heard")
    ana.post("/mine/new/", page__page="ana-private"), ben.post("/mine/new/", page__page="ben-private")
    for who in (ana, ben):
        who.post(f"/exchanges/{card}/aside/", wish="another")
    kept = ana.todays_card()
    ana.answer(kept, "ana-kept")
    return ana, ben, card


def look_around(who: Visitor, card: str, other: str) -> None:
    """Every page answers, and none shows what is the other's alone."""
    for path in ("/", "/ours/", "/mine/", "/together/", "/you/devices/", f"/exchanges/{card}/"):
        response = who.client.get(path)
        assert response.status_code < 500, path
        page = response.content.decode()
        assert f"{other}-private" not in page and f"{other}-kept" not in page, path


def shows_only_what_was_written(who: Visitor, card: str, name: str) -> None:
    """Her words never stand under his name, nor his under hers."""
    page = who.client.get(f"/exchanges/{card}/").content.decode()
    mine = page.split('class="said said--mine"')[1:]
    other = "ben" if name == "ana" else "ana"
    assert not any(f"{other}-" in part.split("</blockquote>")[0] for part in mine)


@pytest.mark.parametrize("table,column", COLUMNS, ids=lambda part: getattr(part, "__name__", part))
def test_damage_ends_in_a_sentence(life: tuple[Visitor, Visitor, str], table: type[models.Model], column: str) -> None:
    ana, ben, card = life
    rows = list(table._default_manager.order_by("pk"))
    for row in rows[:2]:
        sealed = getattr(row, column)
        others = [getattr(one, column) for one in rows if one.pk != row.pk and getattr(one, column)]
        for damaged in wounds(sealed, others[0] if others else None):
            table._default_manager.filter(pk=row.pk).update(**{column: damaged})
            for who, other in ((ana, "ben"), (ben, "ana")):
                look_around(who, card, other)
                shows_only_what_was_written(who, card, who.name.lower())
        table._default_manager.filter(pk=row.pk).update(**{column: sealed})


@pytest.mark.parametrize("label,column", PLACES, ids=lambda part: part)
def test_a_row_that_says_it_is_elsewhere_opens_nothing(life, label: str, column: str) -> None:
    ana, ben, card = life
    table = apps.get_model(label)
    for row in list(table._default_manager.order_by("pk"))[:2]:
        before = getattr(row, column)
        for value in {getattr(one, column) for one in table._default_manager.all()} | {_changed(before)}:
            try:
                with transaction.atomic():
                    table._default_manager.filter(pk=row.pk).update(**{column: value})
            except IntegrityError:
                continue
            for who, other in ((ana, "ben"), (ben, "ana")):
                look_around(who, card, other)
            table._default_manager.filter(pk=row.pk).update(**{column: before})


def _changed(value: object) -> object:
    return value + 1 if isinstance(value, int) else value


def test_swapped_parts_are_named_as_damaged(life) -> None:
    ana, _ben, card = life
    one, other = Part.objects.filter(author=ana.me.id, move="answer").order_by("pk")
    for part, twin in ((one, other), (other, one)):
        fields = {"sealed_words": twin.sealed_words, "commitment": twin.commitment, "self_tag": twin.self_tag}
        Part.objects.filter(pk=part.pk).update(**fields)
    assert "is not what you wrote" in ana.see(card)


def test_every_table_with_sealed_columns_was_damaged() -> None:
    assert {table.__name__ for table, _ in COLUMNS} >= {
        "Person",
        "Slot",
        "Session",
        "Member",
        "Part",
        "Grant",
        "Receipt",
    }
