"""Every sealed column of every table: flipped, cut, emptied, swapped. A sentence each time, never a fault,
and never one person's words on the other's page or wrong words shown as right ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from nearer.exchange.models import Match, Part, Photo

from .damage import Lives, exchange_of, lives, look_around, sealed_columns, some_rows, wounds

pytestmark = pytest.mark.django_db

COLUMNS = sealed_columns()
PLACES = [("exchange.Part", "revision"), ("exchange.Part", "move"), ("exchange.Part", "author_id")]
PLACES += [("exchange.Part", "round"), ("exchange.Part", "exchange_id"), ("exchange.Grant", "reader")]
PLACES += [("exchange.Exchange", "begun_by_id"), ("exchange.Exchange", "first_id"), ("exchange.Exchange", "space_id")]
PLACES += [("exchange.Exchange", "exercise"), ("exchange.Exchange", "dealt"), ("exchange.Exchange", "day")]
PLACES += [("exchange.Exchange", "revision"), ("exchange.Exchange", "card"), ("exchange.Exchange", "card_revision")]
PLACES += [("exchange.Signature", "person_id"), ("exchange.Signature", "part_id"), ("exchange.Photo", "part_id")]
PLACES += [("exchange.Match", "move"), ("exchange.Match", "exchange_id"), ("exchange.Opening", "move")]
PLACES += [("people.Member", "person_id"), ("people.Slot", "memory"), ("people.Slot", "kind")]
PLACES += [("planner.Feed", "person_id"), ("planner.FeedEvent", "exchange_id")]


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: Any) -> Iterator[Lives]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lives()
        transaction.set_rollback(True)


@pytest.mark.parametrize("table,column", COLUMNS, ids=lambda part: getattr(part, "__name__", part))
def test_damage_ends_in_a_sentence(here: Lives, table: type[models.Model], column: str) -> None:
    rows = some_rows(table)
    for row in rows:
        sealed = getattr(row, column)
        others = [getattr(one, column) for one in rows if one.pk != row.pk and getattr(one, column)]
        for damaged in wounds(sealed, others[0] if others else None):
            with transaction.atomic():
                table._default_manager.filter(pk=row.pk).update(**{column: damaged})
                look_around(here, row)
                transaction.set_rollback(True)


@pytest.mark.parametrize("label,column", PLACES, ids=lambda part: part)
def test_a_row_that_says_it_is_elsewhere_opens_nothing(here: Lives, label: str, column: str) -> None:
    table = apps.get_model(label)
    for row in some_rows(table, 8):
        before = getattr(row, column)
        for value in _others(table, column, before):
            try:
                with transaction.atomic():
                    table._default_manager.filter(pk=row.pk).update(**{column: value})
                    look_around(here, row)
                    transaction.set_rollback(True)
            except IntegrityError:
                continue


def _others(table: type[models.Model], column: str, before: object) -> list[Any]:
    found = [getattr(one, column) for one in table._default_manager.order_by("pk")]
    distinct = list({str(value): value for value in found if value != before}.values())[:7]
    return [*distinct, before + 1] if isinstance(before, int) else distinct


def page_with(here: Lives, who: str, row: models.Model) -> str:
    return getattr(here, who).see(exchange_of(row))


def test_swapped_parts_are_named_as_damaged(here: Lives) -> None:
    one, other = Part.objects.filter(author=here.ana.me.id, move="answer").order_by("pk")
    for part, twin in ((one, other), (other, one)):
        fields = {"sealed_words": twin.sealed_words, "commitment": twin.commitment, "self_tag": twin.self_tag}
        Part.objects.filter(pk=part.pk).update(**fields)
    assert "is not what you wrote" in page_with(here, "ana", one)


def test_a_photo_put_beside_other_words_is_not_shown(here: Lives) -> None:
    run = here.runs["met"]
    mine, theirs = Photo.objects.filter(part__author=here.ana.me.id), Photo.objects.filter(part__author=here.ben.me.id)
    one, other = mine.get().sealed_photo, theirs.get().sealed_photo
    mine.update(sealed_photo=other), theirs.update(sealed_photo=one)
    for who in (here.ana, here.ben):
        for whose in ("mine", "theirs"):
            assert who.client.get(f"{run.page}moment/photo/{whose}/").status_code == 404
        assert "-said" in who.see(run.id)


def test_without_its_match_a_plan_is_still_readable(here: Lives) -> None:
    run = here.runs["met"]
    Match.objects.filter(exchange=run.id).delete()
    for who in (here.ana, here.ben):
        assert "-said" in who.see(run.id)


def test_every_table_with_sealed_columns_was_damaged(here: Lives) -> None:
    named = {table.__name__ for table, _ in COLUMNS if some_rows(table)}
    assert named == {table.__name__ for table, _ in COLUMNS}
    assert named >= {"Person", "Slot", "Session", "Member", "Part", "Grant", "Receipt"}
    assert named >= {"Photo", "Match", "Signature", "FeedEvent"}
