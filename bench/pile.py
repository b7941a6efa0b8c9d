"""Rows written a few hundred at a time."""

from typing import Any

from django.db import transaction

from nearer.exchange.models import Exchange, Grant, Landing, Opening, Part, Receipt

BATCH = 500


class Pile:
    """Rows that wait to be written together. Models are saved in the order their keys need."""

    ORDER = (Exchange, Part, Grant, Opening, Receipt, Landing)

    def __init__(self) -> None:
        self.rows: dict[type, list[Any]] = {model: [] for model in self.ORDER}

    def add(self, *rows: Any) -> None:
        for row in rows:
            self.rows[type(row)].append(row)
        if len(self.rows[Exchange]) > BATCH:
            self.write()

    def write(self) -> None:
        with transaction.atomic():
            for model in self.ORDER:
                model.objects.bulk_create(self.rows[model])
                self.rows[model].clear()
