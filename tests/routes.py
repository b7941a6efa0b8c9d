"""Every address of the product, taken from the URLconf itself: a new one cannot be forgotten here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One named address and what its path holds."""

    name: str
    holds: tuple[str, ...]

    def path(self, **given: str) -> str:
        return reverse(self.name, kwargs={name: given[name] for name in self.holds})


def routes() -> list[Route]:
    return list(_below(get_resolver(), "", ()))


def _below(resolver: URLResolver, inside: str, holds: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        held = (*holds, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _below(entry, f"{inside}{entry.namespace}:" if entry.namespace else inside, held)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"{entry.pattern} has no name"
            yield Route(inside + entry.name, held)
