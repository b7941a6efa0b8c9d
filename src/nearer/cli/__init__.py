"""The `nearer` command: serve, remind, check, demo, doctor, programme, pace, study."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from nearer import __version__
from nearer.config.problems import Problem

SETTINGS = "nearer.config.settings"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a problem becomes one sentence and a non-zero exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    chosen = parser().parse_args(arguments)
    act: Callable[[argparse.Namespace], int] = chosen.act
    try:
        return act(chosen)
    except Problem as problem:
        print(f"Nearer cannot start. {problem}" if chosen.starts else problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="nearer", description="One locked card a day for two people, opened together.")
    top.add_argument("--version", action="version", version=f"nearer {__version__}")
    commands = top.add_subparsers(required=True, metavar="command")
    serving = commands.add_parser("serve", help="prepare the data folder and serve")
    serving.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes; 2 or more need NEARER_REDIS_URL"
    )
    serving.set_defaults(act=_serve, starts=True)
    for name, act, starts, text in (
        ("demo", _demo, True, "serve a throwaway copy with two made-up people in it"),
        ("remind", _remind, False, "send the reminders that are due now, once; the server does it by itself"),
        ("check", _check, False, "look for faults in the content and the settings"),
        ("doctor", _doctor, False, "look for risks on this machine"),
        ("programme", _programme, False, "list all 27 rows with their lessons, exercises and cards"),
        ("coach", _coach, False, "read drafts as JSON lines and write what is found in them"),
        ("study", _study, False, "put the files of people who take part in a study together"),
        ("pace", _pace, False, "show what a made-up couple would be offered, and why"),
    ):
        command = commands.add_parser(name, help=text)
        command.set_defaults(act=act, starts=starts)
        if name == "check":
            command.add_argument("--freeze", action="store_true", help="record wording that is new")
            command.add_argument("--storyboard", default="", metavar="ID", help="draw this exercise, move by move")
        if name == "study":
            command.add_argument("files", nargs="+", metavar="FILE", help="as each person made it")
            command.add_argument("--to", default=".", metavar="FOLDER", help="where long, wide and codebook go")
        if name == "pace":
            command.add_argument("--days", type=int, default=60, metavar="N", help="how long they live with it")
            command.add_argument("--seed", type=int, default=1, metavar="N", help="another couple")
        if name == "programme":
            command.add_argument("--json", action="store_true", help="the same, for another program to read")
    return top


def _serve(chosen: argparse.Namespace) -> int:
    from . import serve

    return serve.serve(workers=chosen.workers)


def _demo(_: argparse.Namespace) -> int:
    from . import demo

    return demo.demo()


def _remind(_: argparse.Namespace) -> int:
    from . import remind

    return remind.remind()


def _coach(_: argparse.Namespace) -> int:
    from . import coach

    return coach.coach()


def _study(chosen: argparse.Namespace) -> int:
    from . import study

    return study.study(chosen.files, chosen.to)


def _check(chosen: argparse.Namespace) -> int:
    from . import check

    return check.check(freeze=chosen.freeze, storyboard=chosen.storyboard)


def _doctor(_: argparse.Namespace) -> int:
    from . import doctor

    return doctor.doctor()


def _programme(chosen: argparse.Namespace) -> int:
    from . import programme

    return programme.programme(as_json=chosen.json)


def _pace(chosen: argparse.Namespace) -> int:
    from . import pace

    return pace.pace(chosen.days, chosen.seed)
