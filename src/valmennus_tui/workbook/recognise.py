"""Recognises workbooks: scores every sheet against profiles and general knowledge of headers.

Nothing is written to a layout that is not sure; what was missing is told in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from valmennus_tui.domain.schema import FIDELITY_KINDS, TEAM_KINDS, RecordKind, field_spec, kind_label
from valmennus_tui.i18n import _
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.headers import normalise
from valmennus_tui.workbook.knowledge import extended
from valmennus_tui.workbook.layouts import Layout
from valmennus_tui.workbook.profile import Profile, WorkbookKind
from valmennus_tui.workbook.profile_files import shipped_profiles, user_profiles
from valmennus_tui.workbook.recognition import Matched, Recognition
from valmennus_tui.workbook.survey import Survey, refined, survey
from valmennus_tui.workbook.vocabulary import Vocabulary

__all__ = ["Matched", "Recognition", "recognise"]

_ACCEPTED = 0.6
"""A profile counts as recognised when this share of its columns is found, all required ones among them."""
_EXPECTED = {
    RecordKind.CLIENT: ("service_start", "service_end", "phase"),
    RecordKind.EMPLOYMENT: ("start", "end", "employer"),
    RecordKind.EDUCATION: ("start", "end"),
    RecordKind.CONTACT: ("date", "employer", "face_to_face"),
    RecordKind.SUPPORT: ("date",),
}
"""What the caseload and the criteria need most: told when no column was found for it."""


def recognise(book: Workbook, profiles: Sequence[Profile] | None = None) -> Recognition:
    """What the workbook is. ``profiles`` default to the user's own and the shipped ones, in this order.

    A profile that is given alone decides alone: its headers count, and what it misses is told.
    """
    if profiles is not None and len(profiles) == 1:
        return _by_profile(book, profiles[0])
    known = (*user_profiles(), *shipped_profiles()) if profiles is None else tuple(profiles)
    own = [profile for profile in known if not profile.guess]
    named = [profile for profile in own if _names_fit(profile, book)]
    sure = _by_own(book, named)
    if sure is not None:
        return sure
    guessed = [profile for profile in known if profile.guess]
    vocabulary = _vocabulary(*guessed)
    found = survey(book, vocabulary, guessed)
    best = max(guessed, key=lambda profile: _coverage(profile, found), default=None)
    if best is not None and _coverage(best, found) >= _ACCEPTED and not _lacking(best, found):
        return _recognition(refined(found, best, vocabulary), best)
    as_guessed = _recognition(found, None)
    if as_guessed.kind is not None:
        return as_guessed
    # Somebody may have renamed the sheets: the headers alone tell then.
    return _by_own(book, [_nameless(profile) for profile in own if profile not in named]) or as_guessed


def _by_own(book: Workbook, profiles: Iterable[Profile]) -> Recognition | None:
    """The first of profiles that guess nothing whose columns are there."""
    for profile in profiles:
        vocabulary = _vocabulary(profile)
        found = refined(survey(book, vocabulary, [profile]), profile, vocabulary)
        if _coverage(profile, found) >= _ACCEPTED and not _lacking(profile, found):
            return _recognition(found, profile)
    return None


def _names_fit(profile: Profile, book: Workbook) -> bool:
    """Whether the workbook has a sheet that the profile names, or may have any: a cheap first look."""
    have = {normalise(info.name) for info in book.worksheets}
    return any(not sheet.names or have & set(map(normalise, sheet.names)) for sheet in profile.sheets)


@cache
def _nameless(profile: Profile) -> Profile:
    """The profile for sheets of any name."""
    return replace(profile, sheets=tuple(replace(sheet, names=()) for sheet in profile.sheets))


def _by_profile(book: Workbook, profile: Profile) -> Recognition:
    vocabulary = _vocabulary(profile)
    return _recognition(refined(survey(book, vocabulary, [profile]), profile, vocabulary), profile)


@lru_cache(maxsize=8)
def _vocabulary(*profiles: Profile) -> Vocabulary:
    """The headers of profiles; the general ones below them unless a profile wants none."""
    aliases = [alias for profile in profiles for alias in profile.aliases()]
    titles = [title for profile in profiles for title in profile.titles()]
    return extended(aliases, titles, guess=all(profile.guess for profile in profiles))


def _recognition(found: Survey, profile: Profile | None) -> Recognition:
    layouts = tuple(layout for layout in found.layouts if layout.sure)
    doubtful = tuple(layout for layout in found.layouts if not layout.sure)
    kind = _kind(layouts)
    missing = list(_missing(layouts, profile))
    missing += [doubt for layout in doubtful for doubt in layout.doubts]
    if kind is None:
        missing.insert(0, _unrecognised(found))
    return Recognition(
        profile=profile if kind is not None else None,
        kind=kind,
        layouts=layouts if kind is not None else (),
        doubtful=doubtful if kind is not None else (*layouts, *doubtful),
        matched=tuple(_matched(found.layouts)),
        missing=tuple(dict.fromkeys(missing)),
        unmapped=tuple(each for layout in found.layouts for each in layout.unmapped),
        cells=found.cells,
    )


def _kind(layouts: Iterable[Layout]) -> WorkbookKind | None:
    """Clients make a coach's workbook; assessments, or a team's coaches, the leader's; else it is a log."""
    kinds = {layout.kind for layout in layouts}
    if RecordKind.CLIENT in kinds:
        return "coach"
    if kinds & set(FIDELITY_KINDS):
        return "fidelity"
    if kinds & set(TEAM_KINDS):
        return "team"
    if RecordKind.CONTACT in kinds:
        return "contacts"
    return None


def _unrecognised(found: Survey) -> str:
    if not found.layouts:
        return _(
            "No sheet has headers that tell where clients stand. The workbook opens as plain sheets; "
            "single cells can be changed."
        )
    return _(
        "No sheet could be recognised surely enough as a list of clients. The workbook opens as plain "
        "sheets; single cells can be changed."
    )


def _matched(layouts: Iterable[Layout]) -> Iterable[Matched]:
    for layout in layouts:
        columns = [c for slot in layout.slots for c in slot.columns.values()] or list(layout.columns.values())
        for column in columns:
            yield Matched(layout.sheet, layout.kind, column.field, column.header, column.score)


def _missing(layouts: Sequence[Layout], profile: Profile | None) -> Iterable[str]:
    for kind in RecordKind:
        of_kind = [layout for layout in layouts if layout.kind is kind]
        expected = _profile_fields(profile, kind) if profile is not None else _EXPECTED.get(kind, ())
        if not of_kind:
            if profile is not None and expected:
                yield _("No sheet was found for the records “{kind}”.").format(kind=kind_label(kind))
            continue
        known = frozenset().union(*(layout.field_names for layout in of_kind))
        for name in expected:
            if name not in known and not _is_owner(of_kind, name):
                label = field_spec(kind, name).shown_label
                sheet = of_kind[0].sheet
                yield _("No column was found for “{field}” on the sheet “{sheet}”.").format(
                    field=label, sheet=sheet
                )


def _is_owner(layouts: Iterable[Layout], name: str) -> bool:
    """Groups and cards need no client code of their own: they stand in the client's row or on her sheet."""
    return name == "client" and any(layout.slots or layout.owner for layout in layouts)


def _profile_fields(profile: Profile, kind: RecordKind) -> tuple[str, ...]:
    names = [
        column.field
        for record, _shape, columns, _titles in profile.parts()
        if record is kind
        for column in columns
        if column.field is not None
    ]
    return tuple(dict.fromkeys(names))


def _coverage(profile: Profile, found: Survey) -> float:
    """The share of a profile's columns that were found in sure layouts."""
    wanted = {(kind, name) for kind in RecordKind for name in _profile_fields(profile, kind)}
    kinds = {layout.kind for layout in found.layouts if layout.sure}
    if _kind(layout for layout in found.layouts if layout.sure) != profile.kind:
        return 0.0
    have = {(layout.kind, name) for layout in found.layouts if layout.sure for name in layout.field_names}
    have |= {(kind, "client") for kind in kinds}
    return len(wanted & have) / len(wanted) if wanted else 0.0


def _lacking(profile: Profile, found: Survey) -> list[str]:
    """The required fields of a profile that were not found."""
    have = {(layout.kind, name) for layout in found.layouts if layout.sure for name in layout.field_names}
    return [
        column.field
        for record, _shape, columns, _titles in profile.parts()
        for column in columns
        if column.required and column.field is not None and (record, column.field) not in have
    ]
