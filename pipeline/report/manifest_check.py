"""
A report's manifest as somebody hands it to us: every key and value is checked before anything is done with it.

`verify` lays files out under the names that a manifest gives, so that each has to be one plain name. What is wrong is
said by its key and never by its value, which may be anything.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

from pipeline.audits import codes
from pipeline.calendar.quarter import Quarter
from pipeline.disclose.editions import EDITIONS
from pipeline.errors import PipelineError, UsageError
from pipeline.partnership.folder_files import digest_of_all
from pipeline.results import commentary
from pipeline.store.disk import names_a_device
from pipeline.store.meeting_kept import LEFT_OUT, PANEL
from pipeline.store.reports import FIGURES, TRACKER, UNFINISHED

WINDOWS = os.name == "nt"
_NO_WINDOWS_NAME = re.compile(r'.*([<>:"|?*\\]|[ .]$)', re.DOTALL)
_PAGE = re.compile(r"([\w-]+?)(\.html|-tables\.xlsx)", re.ASCII)
_LONGEST_LINE = 200  # characters of a role, a date or a version
_LONGEST_NAME = 255  # bytes, of a file or folder in all the file systems that we know

Check = Callable[[object], Iterator[str]]  # what is wrong with a value, each beginning with where in it


def manifest_in(data: bytes, place: Path) -> Mapping[str, Any]:
    """
    The manifest that ``data``, the bytes of the file ``place``, holds: every key of it that is used is as we write it.

    Raises: PipelineError -- naming the first key that is not.
    """
    try:
        parsed = json.loads(data.decode("utf-8"))
        wrong = next(_manifest(parsed), "")
    except UnicodeDecodeError:
        wrong = "it is not written in UTF-8"
    except (ValueError, RecursionError):
        wrong = "it is not JSON"
    if wrong:
        raise PipelineError(
            f"{place}: the manifest is damaged: {wrong}. Restore the file from a backup, or make the report again."
        )
    return parsed  # type: ignore[no-any-return]


def _manifest(parsed: object) -> Iterator[str]:
    if not isinstance(parsed, dict):
        yield "it is not one JSON object"
        return
    for key, check in _KEYS.items():
        if key in parsed:
            yield from (key + problem for problem in check(parsed[key]))
        elif key not in _OPTIONAL:
            yield f"{key} is missing"
    quarter = Quarter.parse(parsed["quarter"])
    if any(Quarter.parse(each) >= quarter for each in parsed["earlier"]):
        yield "earlier names a quarter that is not earlier"
    if any(Quarter.parse(each["quarter"]) > quarter for each in parsed["returns"]):
        yield "returns holds one of a later quarter"
    pages = {commentary.named(page, parsed["edition"]) for page in commentary.pages()}
    before = parsed.get("commentary_before", {})
    if not pages.issuperset({*parsed.get("commentary", ()), *(name for texts in before.values() for name in texts)}):
        yield "commentary has words for a page that this edition does not have"
    if any(Quarter.parse(each) >= quarter for each in before):
        yield "commentary_before names a quarter that is not earlier"


def _is(right: Callable[[Any], bool], words: str, kind: type = str) -> Check:
    """A value of just this ``kind`` of which ``right`` is true, or it is not ``words``."""

    def check(value: object) -> Iterator[str]:
        if type(value) is not kind or not right(value):
            yield f" is not {words}"

    return check


def _list(each: Check) -> Check:
    def check(value: object) -> Iterator[str]:
        if not isinstance(value, list):
            yield " is not a list"
            return
        for number, part in enumerate(value):
            yield from (f"[{number}]{problem}" for problem in each(part))

    return check


def _mapping(key: Check, each: Check) -> Check:
    """An object with any number of keys, none of which is repeated in what is said of them."""

    def check(value: object) -> Iterator[str]:
        if not isinstance(value, dict):
            yield " is not an object"
            return
        for name, part in value.items():
            yield from (f" has a key that{problem}" for problem in key(name))
            yield from (f" has a value that{problem}" for problem in each(part))

    return check


def _entry(may_lack: Collection[str] = (), /, **parts: Check) -> Check:
    """An object with these keys and no others; older manifests ``may_lack`` some."""

    def check(value: object) -> Iterator[str]:
        if not isinstance(value, dict) or value.keys() - parts.keys() or parts.keys() - value.keys() - set(may_lack):
            yield f" is not an object with the keys {', '.join(parts)}"
            return
        for name in value:
            yield from (f".{name}{problem}" for problem in parts[name](value[name]))

    return check


def _return(value: object) -> Iterator[str]:
    faulty = False
    for problem in _RETURN(value):
        faulty = True
        yield problem
    if not faulty and isinstance(value, dict):
        first = value["folder"].split("/")[0]
        if first != Quarter.parse(value["quarter"]).folder:
            yield ".folder is not in its quarter's"


def _partnership(value: object) -> Iterator[str]:
    faulty = False
    for problem in _PARTNERSHIP(value):
        faulty = True
        yield problem
    if not faulty and isinstance(value, dict) and value["digest"] != digest_of_all(value["files"]):
        yield ".digest is not that of its files"


def _is_line(text: str) -> bool:
    return text.isprintable() and len(text) <= _LONGEST_LINE


def _is_quarter(text: str) -> bool:
    try:
        return str(Quarter.parse(text)) == text
    except UsageError:
        return False


def is_plain_name(text: str) -> bool:
    """Whether ``text`` is the name of one file or folder: here, and with no way out of its folder on any system."""
    there = PureWindowsPath(text)
    leads_out = text in ("", ".") or "/" in text or "\0" in text or ".." in there.parts or bool(there.anchor)
    if leads_out or (WINDOWS and (names_a_device(text) or _NO_WINDOWS_NAME.match(text))):
        return False
    return _can_be_written(text) and len(text.encode("utf-8")) <= _LONGEST_NAME


def _can_be_written(text: str) -> bool:
    """Whether ``text`` is in UTF-8: JSON can write half of a character."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _is_folder(text: str) -> bool:
    return all(map(is_plain_name, text.split("/")))


def _is_page(name: str) -> bool:
    if name in (*FIGURES, *TRACKER):
        return True
    page = _PAGE.fullmatch(name)
    audits = [each.lower() for each in codes()]
    known = {"index", "overview", "intake", "method", "glossary", "year", "programme", "recommendations"}
    known |= {*audits, *(f"{each}-briefing" for each in audits)}
    return page is not None and (page[1] in known or page[1].startswith(("pack-", "theme-")))


def _is_account(name: str) -> bool:
    code, _, rest = name.rpartition("-")
    return code in codes() and re.fullmatch(r"[0-9a-f]{8}\.json", rest) is not None


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _is_line(text)


def _anything(_: Any) -> bool:
    return True


_LINE = _is(_is_line, "a short line of text")
_TEXT = _is(_can_be_written, "a text")
_YES_NO = _is(_anything, "true or false", bool)
_QUARTER = _is(_is_quarter, "a quarter")
_AUDIT = _is(lambda code: code in codes(), "the code of an audit")
_DIGEST = _is(lambda text: re.fullmatch(r"[0-9a-f]{64}", text) is not None, "a SHA-256")
_MAYBE_A_DIGEST = _is(lambda text: re.fullmatch(r"([0-9a-f]{64})?", text) is not None, "a SHA-256 or empty")
_RETURN = _entry(
    ("audit",),
    number=_is(lambda number: number >= 0, "a whole number", int),
    quarter=_QUARTER,
    folder=_is(_is_folder, "a path of plain names"),
    file=_is(is_plain_name, "one plain name"),
    sha256=_MAYBE_A_DIGEST,
    audit=_is(lambda code: code in ("", *codes()), "the code of an audit, or empty"),
    counts=_YES_NO,
)
_APPROVAL = _entry(
    agency=_LINE,
    audit=_AUDIT,
    heading=_TEXT,
    field=_LINE,
    by=_LINE,
    when=_is(_is_moment, "a date and time"),
    withdrawn=_YES_NO,
)
_PARTNERSHIP = _entry(digest=_DIGEST, files=_mapping(_LINE, _DIGEST))
_KEYS: Mapping[str, Check] = {
    "quarter": _QUARTER,
    "edition": _is(lambda name: name in EDITIONS, "an edition"),
    "stamp": _is(lambda text: bool(text) and _is_line(text), "a short line of text"),
    "synthetic": _YES_NO,
    "approved_by": _LINE,
    "audits": _list(_AUDIT),
    "earlier": _list(_QUARTER),
    "returns": _list(_return),
    "approvals": _list(_APPROVAL),
    "decisions": _MAYBE_A_DIGEST,
    "baselines": _MAYBE_A_DIGEST,
    "ledger": _MAYBE_A_DIGEST,
    "commentary": _mapping(_TEXT, _TEXT),
    "commentary_before": _mapping(_QUARTER, _mapping(_TEXT, _TEXT)),
    "samples": _list(_entry(file=_is(_is_account, "the name of a sample's account"), sha256=_DIGEST)),
    "meetings": _list(_entry(file=_is(lambda name: name in (PANEL, LEFT_OUT), "a file of a meeting"), sha256=_DIGEST)),
    "definitions": _mapping(_LINE, _LINE),
    "partnership": _partnership,
    "code": _LINE,
    "python": _LINE,
    "libraries": _mapping(_LINE, _LINE),
    "results": _DIGEST,
    "pages": _mapping(_is(_is_page, "the name of a page"), _DIGEST),
    "stamps": _mapping(_is(_is_page, "the name of a page"), _LINE),
    "revised_since": _LINE,
    "redefined_since": _LINE,
    "not_read": _list(_entry(place=_TEXT, why=_TEXT, agencies=_list(_LINE), read=_YES_NO)),
    "notebooks": _LINE,
    "made_on": _is(_is_moment, "a date"),
    UNFINISHED: _YES_NO,
}
# What older manifests lack, or those of a report whose pages are still being made.
_OPTIONAL = {"approved_by", "approvals", "commentary", "samples", "stamps", "revised_since", "not_read", "notebooks"}
_OPTIONAL |= {"made_on", "commentary_before", "partnership", "redefined_since", "meetings", "baselines"}
_OPTIONAL |= {"decisions", "ledger", UNFINISHED}
