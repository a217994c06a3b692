"""``valmennus config``: the settings in force, or one of them changed."""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path

from valmennus_tui import paths
from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json
from valmennus_tui.errors import UsageError
from valmennus_tui.i18n import _


def summary() -> str:
    return _("Show the settings in force, or change one (KEY=VALUE).")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("change", nargs="?", metavar="KEY=VALUE", help=_("for example interface.language=sv"))
    add_json(parser)


def run(context: Context) -> int:
    options = context.options
    target = Path(options.config) if options.config else paths.user_config()
    if options.change:
        return _change(context, target, options.change)
    data = asdict(context.settings)
    if context.output.as_json:
        context.output.json(jsonable(data))
        return 0
    context.output.line(_("Your own settings file: {path}").format(path=target))
    for section, values in data.items():
        for key, value in values.items():
            context.output.line(f"{section}.{key} = {_shown(value)}")
    return 0


def _change(context: Context, target: Path, change: str) -> int:
    from valmennus_tui.settings import write_setting

    key, mark, text = change.partition("=")
    if not mark:
        raise UsageError(_("A change is written KEY=VALUE, for example interface.language=sv."))
    write_setting(target, key.strip(), _value(text.strip()))
    context.output.line(_("Written to {path}.").format(path=target))
    return 0


def _value(text: str) -> str | bool | int | float | list[str]:
    """A value as TOML writes it; anything else is text, so that quotes need not be typed."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return value if isinstance(value, str | bool | int | float | list) else text


def _shown(value: object) -> str:
    return json.dumps(jsonable(value), ensure_ascii=False)


def jsonable(value: object) -> object:
    """Settings as JSON has them: tuples as lists, dates as text."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
