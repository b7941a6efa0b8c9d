"""`nearer check`: every fault in the content, and what Django's own checks say."""

import sys


def check(freeze: bool = False) -> int:
    import django
    from django.core.checks import ERROR, run_checks

    from . import content

    django.setup()
    said = content.faults()
    if not said:
        if freeze:
            print(content.freeze())
        said = content.shortcomings()
    said += [f"  {found.id} {found.msg}" for found in run_checks() if found.level >= ERROR]
    if said:
        print("\n".join([f"{len(said)} faults:", *said]), file=sys.stderr)
        return 1
    print(f"{content.spread()}\nNo faults.")
    return 0
