"""What we keep for ourselves and read back, with a digest of it all: what a disk or a hand has altered is noticed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.store.codec import parsed
from pipeline.store.workspace import digest_of

_SEAL = "seal"


def sealed(parts: Mapping[str, Any]) -> str:
    """``parts`` as JSON, and the digest of them."""
    return json.dumps({**parts, _SEAL: _digest(parts)}, sort_keys=True) + "\n"


def unsealed(text: bytes) -> dict[str, Any]:
    """What was sealed. Raises: ValueError -- if anything of it is other than it was."""
    parts = parsed(text)
    if not isinstance(parts, dict) or parts.pop(_SEAL, None) != _digest(parts):
        raise ValueError("it is not as it was kept")
    return parts


def _digest(parts: Mapping[str, Any]) -> str:
    return digest_of(json.dumps(parts, sort_keys=True))
