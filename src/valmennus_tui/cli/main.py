"""Parse, run one command, and turn every outcome into words and an exit code."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from valmennus_tui import i18n
from valmennus_tui.cli.context import Context
from valmennus_tui.cli.output import Output
from valmennus_tui.cli.parser import parse
from valmennus_tui.errors import ValmennusError
from valmennus_tui.i18n import _

INTERNAL_ERROR = 70
INTERRUPTED = 130
OUTPUT_LOST = 3
BROKEN_PIPE = 141


def run(arguments: Sequence[str], today: date | None = None) -> int:
    """Carry out ``arguments``. ``today`` is injected by tests; the clock is read nowhere else."""
    i18n.set_language(_wanted_language(arguments))
    output = Output.for_process(as_json="--json" in arguments)
    try:
        code = _carry_out(arguments, today, output)
        output.flush()
    except OSError as error:
        output.abandon()
        # Windows reports a reader that has gone as an invalid argument.
        if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:
            return BROKEN_PIPE
        output.note(_("The output could not be written: the disk or the place it goes to is full or gone."))
        return OUTPUT_LOST
    return code


def _carry_out(arguments: Sequence[str], today: date | None, output: Output) -> int:
    """Parse and run; every outcome as an exit code. Raises OSError only where printing itself fails."""
    try:
        command, options = parse(arguments)
        context = Context(options=options, output=output, today=today or date.today())
        return command.run(context)
    except ValmennusError as error:
        output.error(error)
        return error.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the outermost edge: a traceback would print values)
        output.internal_error(_place(error))
        return INTERNAL_ERROR


def _place(error: Exception) -> str:
    """Kind and code place of an unexpected error; never its message, which may quote a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    return f"{type(error).__name__} {where}"


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """``--language``, else the user's settings, without loading the whole settings machinery."""
    for position, argument in enumerate(arguments):
        if argument == "--language" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return _language_setting(arguments)


def _language_setting(arguments: Sequence[str]) -> str | None:
    """``interface.language`` of the settings file; a broken file is reported later, by those who need it."""
    from valmennus_tui import data, paths

    given = [arguments[i + 1] for i, a in enumerate(arguments[:-1]) if a == "--config"]
    given += [a.partition("=")[2] for a in arguments if a.startswith("--config=")]
    for path in [*(Path(g) for g in given), paths.user_config(), paths.default_config()]:
        try:
            settings = data.parsed(path) if path == paths.default_config() else _toml(path)
        except (OSError, ValueError):
            continue
        interface = settings.get("interface")
        wanted = interface.get("language") if isinstance(interface, dict) else None
        if isinstance(wanted, str):
            return wanted
    return None


def _toml(path: Path) -> dict[str, object]:
    content = path.read_text(encoding="utf-8")
    import tomllib  # only for who has settings of her own

    return tomllib.loads(content)


def entry() -> None:
    """Console entry for frozen builds."""
    sys.exit(run(sys.argv[1:]))
