"""The command line's grammar. Only the module of the command in use is imported."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, Protocol, cast

from valmennus_tui import __version__, i18n
from valmennus_tui.cli.context import Context
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _

COMMANDS = (
    *("open", "demo", "new", "info", "check", "show", "assess", "consolidate", "report", "add", "set"),
    *("remove", "erase", "diff", "map", "doctor", "config"),
)
"""Each is a module ``cmd_NAME``; ``open`` stands for ``valmennus [PATH]``."""


class Command(Protocol):
    """What a command's module offers."""

    def summary(self) -> str: ...

    def configure(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, context: Context) -> int: ...


class Parser(argparse.ArgumentParser):
    """argparse that reports as the rest of the program does, and never guesses abbreviations."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} ({self.prog} --help)")


def load(name: str) -> Command:
    return cast(Command, import_module(f"valmennus_tui.cli.cmd_{name}"))


def parse(arguments: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """The command's module and its options. Raises UsageError; prints help and exits on ``--help``."""
    _speak()
    given = list(arguments)
    position = _first_word(given)
    first = None if position is None else given[position]
    if first is None and {"-h", "--help"} & set(given):
        _top_parser().print_help(sys.stdout)
        raise SystemExit(0)
    name = first if first in COMMANDS else "open"
    if position is not None and name == first:
        del given[position]
    command = load(name)
    parser = _command_parser(name, command)
    try:
        return command, parser.parse_args(given)
    except UsageError:
        if name == "open" and first is not None and (near := near_command(first)):
            raise UsageError(did_you_mean(first, near), path=first) from None
        raise


def near_command(text: str) -> str | None:
    """The command that a word was probably meant to be; None for a path that exists, and for other texts."""
    if not text.isalpha() or Path(text).exists():
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(text.casefold(), COMMANDS[1:], n=1)), None)


def did_you_mean(text: str, near: str) -> str:
    return _("There is no file or command “{name}”. Did you mean “{near}”?").format(name=text, near=near)


def _first_word(given: Sequence[str]) -> int | None:
    """Where the first argument stands that is neither an option nor the value of a general one."""
    values_of = ("--config", "--language")
    for position, argument in enumerate(given):
        if not argument.startswith("-") and (position == 0 or given[position - 1] not in values_of):
            return position
    return None


def _speak() -> None:
    """Let argparse's own words come from our catalogues (it looks them up by module name at run time)."""
    setattr(argparse, "_", i18n._)  # noqa: B010  (not part of the typed interface)
    setattr(argparse, "ngettext", i18n.ngettext)  # noqa: B010


def _command_parser(name: str, command: Command) -> Parser:
    prog = "valmennus" if name == "open" else f"valmennus {name}"
    parser = Parser(prog=prog, description=command.summary(), allow_abbrev=False)
    add_general_options(parser)
    command.configure(parser)
    return parser


def _top_parser() -> Parser:
    parser = Parser(
        prog="valmennus", formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.usage = "valmennus [PATH] | valmennus COMMAND …"
    names = [name for name in COMMANDS if name != "open"]
    width = max(map(len, names))
    listing = "\n".join(f"  {name:{width}} {load(name).summary()}" for name in names)
    parser.description = (
        load("open").summary()
        + "\n\n"
        + _("Commands (valmennus COMMAND --help tells more):")
        + "\n"
        + listing
    )
    add_general_options(parser)
    return parser


def add_general_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command takes."""
    parser.add_argument("--config", metavar="FILE", help=_("settings file instead of your own"))
    parser.add_argument("--language", choices=i18n.LANGUAGES, help=_("language of the words: fi, sv or en"))
    parser.add_argument(
        *("-V", "--version"),
        action="version",
        version=f"valmennus {__version__}",
        help=_("show program's version number and exit"),
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON (its form is in docs/cli.md)"))


def add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", metavar="FILE", help=_("read the layout from this profile (TOML)"))


def add_writing(parser: argparse.ArgumentParser) -> None:
    """The options of every command that writes a workbook."""
    add_json(parser)
    add_profile(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("only print which cells would change"))
    parser.add_argument(
        "--if",
        dest="fingerprint",
        metavar="FINGERPRINT",
        help=_("refuse when the file is not this one (see info)"),
    )
