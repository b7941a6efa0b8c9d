"""`nearer check`: every fault in the content, and what Django's own checks say."""

import sys


def check() -> int:
    import django
    from django.core.checks import ERROR, run_checks

    from . import content

    django.setup()
    said = content.faults()
    said += [f"  {found.id} {found.msg}" for found in run_checks() if found.level >= ERROR]
    if said:
        print("\n".join([f"{len(said)} faults:", *said]), file=sys.stderr)
        return 1
    print("No faults.")
    return 0
