"""``valmennus doctor [PATH]``: what this computer and terminal are, or a workbook's check-up, for support.

Nothing personal is in it: of a workbook neither values nor records are printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from valmennus_tui import __version__, i18n, paths
from valmennus_tui.cli.context import Context
from valmennus_tui.cli.parser import add_json
from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _

PACKAGES = ("textual", "openpyxl", "xlsxwriter", "pydantic", "tomlkit", "platformdirs")


def summary() -> str:
    return _("Report the environment for support, or check a workbook with a second reader.")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", help=_("a workbook to look at"))
    add_json(parser)


def run(context: Context) -> int:
    if context.options.path is not None:
        from valmennus_tui.cli.workbook_report import report_on

        return report_on(context, Path(context.options.path))
    report = {
        "valmennus": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        **_terminal(os.environ),
        "language": i18n.language(),
        "packages": {name: _version(name) for name in PACKAGES},
        "settings": _settings(context),
        "profiles": _profiles(),
        "templates": paths.templates_folder().is_dir(),
        "encryption_support": importlib.util.find_spec("msoffcrypto") is not None,
    }
    if context.output.as_json:
        context.output.json(report)
    else:
        context.output.table((_("what"), _("value")), [(key, _plain(value)) for key, value in report.items()])
    return 0


def _terminal(env: Mapping[str, str]) -> dict[str, object]:
    size = shutil.get_terminal_size()
    return {
        "terminal": env.get("TERM", ""),
        "size": f"{size.columns}x{size.lines}",
        "truecolor": env.get("COLORTERM", "") in ("truecolor", "24bit"),
        "no_color": bool(env.get("NO_COLOR")),
        "ssh": any(name in env for name in ("SSH_CONNECTION", "SSH_TTY")),
        "encoding": getattr(sys.__stdout__, "encoding", None) or "",
        "locale": next((env[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(name)), ""),
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _settings(context: Context) -> str:
    """``ok`` or the sentence that says what is wrong with the settings."""
    try:
        assert context.settings is not None
    except ConfigError as error:
        return error.message
    return "ok"


def _profiles() -> str:
    """``ok``, or what is wrong with the user's own profiles."""
    from valmennus_tui.workbook.profile_files import broken_profiles

    return " ".join(broken.message for broken in broken_profiles()) or "ok"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    return str(value)
