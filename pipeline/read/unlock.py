"""Opens a workbook that has a password, in memory and within limits, if one of the passwords we were given fits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.errors import LockedReturn
from pipeline.read.file_kind import LOCKED, SAVE_WITHOUT, is_locked, not_safe

if TYPE_CHECKING:
    from msoffcrypto.format.ooxml import OOXMLFile

MOST_ROUNDS = 500_000  # Excel and LibreOffice hash a password 100,000 times; a hostile file asks for 10 million
NONE_FITS = "None of the passwords in the password file opened it."


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """
    The workbook inside ``data``, where that is protected and one of ``passwords`` opens it; otherwise ``data`` itself.

    Raises: LockedReturn -- if none of them does; UnreadableReturn -- if trying them could not be done safely.
    """
    if not passwords or not is_locked(data):
        return data
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise not_safe("what it says of its password declares XML entities, which Excel never writes", SAVE_WITHOUT)
    # Imported here: most returns have no password, and the library takes longer to load than they take to read.
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = OOXMLFile(io.BytesIO(data))
    _refuse_slow(locked)
    for password in passwords:
        try:
            locked.load_key(password=password, verify_password=True)
            opened = io.BytesIO()
            locked.decrypt(opened)
        except InvalidKeyError:
            continue
        return opened.getvalue()
    reason, fix = LOCKED
    raise LockedReturn(f"{reason} {NONE_FITS}", fix)


def _refuse_slow(locked: OOXMLFile) -> None:
    rounds = locked.info.get("spinValue", 0)
    if rounds > MOST_ROUNDS:
        raise not_safe(
            f"its password is hashed {rounds:,} times, and at most {MOST_ROUNDS:,} are expected", SAVE_WITHOUT
        )
