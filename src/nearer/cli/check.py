"""`nearer check`: every fault in the content, and what Django's own checks say."""

import sys

from nearer.config.problems import Problem


def check(freeze: bool = False, storyboard: str = "") -> int:
    """Print every fault and return 1, or say that there is none. `storyboard`: an exercise to draw. Raises Problem."""
    import django
    from django.core.checks import ERROR, run_checks

    from . import content

    django.setup()
    said = content.faults()
    if not said:
        if freeze:
            print(content.freeze())
        if storyboard:
            print(_drawn(storyboard))
        said = content.shortcomings()
    said += [f"  {found.id} {found.msg}" for found in run_checks() if found.level >= ERROR]
    if said:
        print("\n".join([f"{len(said)} faults:", *said]), file=sys.stderr)
        return 1
    print(f"{content.spread()}\nNo faults.")
    return 0


def _drawn(exercise: str) -> str:
    from nearer.programme.loader import programme
    from nearer.programme.storyboard import storyboard

    try:
        return storyboard(programme().exercise(exercise))
    except KeyError:
        raise Problem(f"No exercise is called {exercise}.") from None
