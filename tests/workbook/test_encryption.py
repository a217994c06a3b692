"""Encrypted workbooks: read with the password, never saved without it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from tests.support.encrypting import PASSWORD, encrypt
from valmennus_tui.document.document import Document
from valmennus_tui.domain.schema import RecordKind
from valmennus_tui.errors import FileRefused, UsageError
from valmennus_tui.settings import load_settings
from valmennus_tui.workbook.book import Workbook
from valmennus_tui.workbook.encryption import decrypt, is_encrypted
from valmennus_tui.workbook.refusals import Reason


@pytest.fixture
def locked(coach_workbook: Path) -> Path:
    """The coach's new workbook behind a password."""
    return encrypt(coach_workbook)


def opened(path: Path, password: str | None = PASSWORD) -> Document:
    return Document.open(path, settings=load_settings(), today=date(2026, 11, 24), password=password)


def test_the_password_gives_the_very_workbook(coach_workbook: Path) -> None:
    plain = coach_workbook.read_bytes()
    assert not is_encrypted(plain)
    data = encrypt(coach_workbook).read_bytes()
    assert is_encrypted(data)
    assert decrypt(data, PASSWORD) == plain


@pytest.mark.parametrize(
    ("password", "reason"),
    [(None, Reason.ENCRYPTED), ("", Reason.NOT_DECRYPTED), ("Salasana", Reason.NOT_DECRYPTED)],
)
def test_without_the_right_password_it_is_refused(locked: Path, password: str | None, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        Workbook.load(locked, password)
    assert refused.value.reason == reason
    assert refused.value.path == locked
    assert password is None or password == "" or password not in refused.value.message


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.6, 0.9])
def test_a_torn_container_is_refused(locked: Path, keep: float) -> None:
    data = locked.read_bytes()
    torn = data[: int(len(data) * keep)]
    with pytest.raises(FileRefused) as refused:
        decrypt(torn, PASSWORD)
    assert refused.value.reason in (Reason.DAMAGED, Reason.NOT_DECRYPTED, Reason.UNKNOWN_ENCRYPTION)


@pytest.mark.parametrize("at", [0, 24, 28, 30, 44, 48, 60, 68, 76, 512, 516, 1024, 1100, 1144, 1152])
def test_noise_in_the_container_is_refused_or_harmless(locked: Path, at: int) -> None:
    plain, data = decrypt(locked.read_bytes(), PASSWORD), bytearray(locked.read_bytes())
    data[at] ^= 0xFF
    assert _read_or_refused(bytes(data)) in (
        plain,
        *(Reason.DAMAGED, Reason.NOT_DECRYPTED, Reason.UNKNOWN_ENCRYPTION),
    )


def _read_or_refused(data: bytes) -> bytes | str | None:
    try:
        return decrypt(data, PASSWORD)
    except FileRefused as refused:
        return refused.reason


def test_a_password_harms_no_ordinary_file(coach_workbook: Path) -> None:
    book = Workbook.load(coach_workbook, PASSWORD)
    assert not book.encrypted
    assert book.read_only_reason is None


def test_its_fingerprint_is_that_of_the_file(locked: Path) -> None:
    assert opened(locked).fingerprint == hashlib.sha256(locked.read_bytes()).hexdigest()


def test_nothing_is_saved_from_it(locked: Path, tmp_path: Path) -> None:
    before = locked.read_bytes()
    document = opened(locked)
    assert document.read_only is not None
    document.add(RecordKind.CLIENT, {"code": "K-1", "service_start": "1.9.2026"})
    with pytest.raises(UsageError):
        document.save()
    with pytest.raises(FileRefused) as refused:
        document.save_copy(tmp_path / "kopio.xlsx")
    assert refused.value.reason == Reason.ENCRYPTED_BOOK
    assert locked.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [locked.name]
