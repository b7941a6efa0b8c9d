"""The floor and long lists, read page by page for sentences that nobody could translate."""

from datetime import timedelta

from nearer.exchange.models import Exchange
from nearer.kit import clock

from .reading import Reader


def the_floor(ana: Reader, ben: Reader) -> None:
    ana.post("/begin/say-it-back/", first="me")
    run = f"/exchanges/{Exchange.objects.get(exercise='say-it-back').pk}/"
    both(ana, ben, run)
    ana.client.post(f"{run}say-1/", {"say-1-say": "1"})
    ben.post(f"{run}back-1/", 422)
    ben.post(f"{run}back-1/", aloud="yes")
    both(ana, ben, run)
    ana.client.post(f"{run}verdict-1/", {"verdict-1-verdict": "partly", "verdict-1-missing": "2"})
    until = (clock.now() + timedelta(hours=1)).strftime("%H:%M")
    ben.post(f"{run}pause/", pause__until=until)
    both(ana, ben, run)
    ana.post(f"{run}pause/sign/", version="1")
    both(ana, ben, run)
    ben.post(f"{run}back-1/", 409, aloud="yes")
    ben.post(f"{run}pause/end/", sure="yes")


def both(ana: Reader, ben: Reader, run: str) -> None:
    ana.get(run), ben.get(run)


def long_lists(ana: Reader) -> None:
    for exercise in ("plain-talk", "ladder"):
        ana.post(f"/begin/{exercise}/", first="me")
        ana.get(f"/exchanges/{Exchange.objects.get(exercise=exercise).pk}/")
