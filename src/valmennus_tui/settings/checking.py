"""Checking settings with pydantic, and saying in one sentence what is wrong where."""

from __future__ import annotations

import dataclasses
import difflib
import json
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from valmennus_tui.errors import ConfigError
from valmennus_tui.i18n import _
from valmennus_tui.settings.model import Settings
from valmennus_tui.settings.reading import Source, merged

_SHOWN = 40
"""Characters of a bad value that are repeated in the message."""


def checked(sources: list[Source]) -> Settings:
    """The settings from files laid over one another. Raises ConfigError for the first fault."""
    try:
        return TypeAdapter(Settings).validate_python(merged(sources))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
    names = tuple(str(part) for part in first["loc"] if isinstance(part, str))
    path = _file_of(names, sources)
    if first["type"] == "unexpected_keyword_argument":
        raise _unknown(names, path)
    if first["type"] == "missing":
        raise ConfigError(
            _("The settings file {file} lacks the key {key}.").format(file=path, key=_dotted(names)),
            path=path,
        )
    raise ConfigError(
        _("In the settings file {file}, {key} is {value}, but it must be {expected}.").format(
            file=path, key=_dotted(names), value=_shown(first["input"]), expected=_expected(_type_of(names))
        ),
        path=path,
    )


def _unknown(names: tuple[str, ...], path: Path) -> ConfigError:
    return ConfigError(
        _("The settings file {file} has an unknown key {key}; the nearest known key is {near}.").format(
            file=path, key=_dotted(names), near=nearest(_dotted(names))
        ),
        path=path,
    )


def nearest(key: str) -> str:
    """The known key that is most like ``key``: one of the same name in another section before all others."""
    known = list(known_keys())
    name = key.rpartition(".")[2]
    twins = [other for other in known if other.rpartition(".")[2] == name]
    return difflib.get_close_matches(key, twins or known, n=1, cutoff=0)[0]


def known_keys() -> Iterator[str]:
    """Every key in dotted form, sections included."""
    return _keys(Settings, "")


def _keys(shape: type[Any], before: str) -> Iterator[str]:
    for name, kind in get_type_hints(shape, include_extras=True).items():
        if name.startswith("__"):
            continue
        yield before + name
        inner = _element(kind)
        if isinstance(inner, type) and dataclasses.is_dataclass(inner):
            yield from _keys(inner, f"{before}{name}.")


def _element(kind: Any) -> Any:
    """The type itself, or that of a tuple's elements."""
    return get_args(kind)[0] if get_origin(kind) is tuple else kind


def _file_of(names: Sequence[str], sources: list[Source]) -> Path:
    """The last file that holds the key: its word was in force."""
    for source in reversed(sources):
        part: Any = source.tree
        for name in names[:2]:
            part = part.get(name) if isinstance(part, Mapping) else None
        if part is not None or (len(names) > 1 and not isinstance(source.tree.get(names[0], {}), Mapping)):
            return source.path
    return sources[-1].path


def _type_of(names: Sequence[str]) -> Any:
    kind: Any = Settings
    for name in names:
        kind = get_type_hints(_element(kind), include_extras=True)[name]
    return kind


def _expected(kind: Any) -> str:
    """What a value of this type looks like in the file."""
    origin = get_origin(kind)
    if origin is Annotated:
        return str(get_args(kind)[-1].expected())
    if origin is Literal:
        values = ", ".join(_shown(value) for value in get_args(kind))
        return _("one of {values}").format(values=values)
    if origin in (Union, types.UnionType):
        return _expected(get_args(kind)[0])
    if origin is tuple and get_origin(_element(kind)) is Annotated:
        return _('a list of texts, such as ["A", "B"]')
    return _("a section of its own with keys below it")


def _dotted(names: Sequence[str]) -> str:
    return _printable(".".join(names))


def _shown(value: object) -> str:
    """A value as the file has it, shortened, with nothing that a terminal would act on."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = str(value)
    text = _printable(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
