"""Workbooks behind a password: opened for reading, in memory only.

The decrypted bytes are never written anywhere, and nothing here encrypts: a workbook read with its password
can be looked at and counted, not saved.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from xml.parsers.expat import ExpatError

from valmennus_tui.workbook.refusals import Reason, refuse_file

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of the container that holds encrypted and old workbooks begin."""
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    ArithmeticError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)
"""What msoffcrypto and olefile raise over a container that is not what it says."""


def is_encrypted(data: bytes) -> bool:
    """Whether a file's bytes are a workbook that only its password opens."""
    return data.startswith(OLE) and _ENCRYPTED_STREAM in data


def decrypt(data: bytes, password: str, path: Path | str | None = None) -> bytes:
    """The workbook inside an encrypted file. ``path`` only names it in errors.

    Raises FileRefused: the password is wrong, the kind of encryption is not known, or the file is damaged.
    """
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    if not password:
        raise refuse_file(Reason.NOT_DECRYPTED, path)
    found = io.BytesIO()
    try:
        file = OOXMLFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(found)
    except InvalidKeyError:
        raise refuse_file(Reason.NOT_DECRYPTED, path) from None
    except DecryptionError:
        raise refuse_file(Reason.UNKNOWN_ENCRYPTION, path) from None
    except (FileFormatError, ParseError, *_BROKEN):
        raise refuse_file(Reason.DAMAGED, path) from None
    return found.getvalue()
