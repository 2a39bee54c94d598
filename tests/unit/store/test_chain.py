"""A chain of entries: whatever became of its file, it is told in one line, and a kill at any write is survived."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.store import chain
from pipeline.store.chain import Chain, appended, entries, head_with, heads, rewritten, state
from pipeline.store.workspace import digest_of, write_atomically


@dataclass(frozen=True)
class Line:
    number: int
    word: str


LINES = [Line(number, f"zq-word-{number}") for number in range(1, 6)]
DEEP = b"[" * 100_000


@pytest.fixture
def kept(tmp_path: Path) -> Chain:
    """A chain of five lines."""
    fresh = Chain(tmp_path / "chain.jsonl", "The chain is", "Mend it.")
    write(fresh, LINES)
    return fresh


def write(kept: Chain, lines: list[Line]) -> None:
    rewritten(kept, map(asdict, lines))


def line(kept: Chain, number: int, change: Callable[[bytes], bytes]) -> None:
    lines = kept.path.read_bytes().splitlines()
    lines[number - 1] = change(lines[number - 1])
    kept.path.write_bytes(b"".join(each + b"\n" for each in lines))


@pytest.mark.parametrize("number", [1, 3, 5])
@pytest.mark.parametrize(
    "change",
    [
        lambda was: was.replace(b"zq-word", b"zq-w\xf6rd"),
        lambda was: was.decode().encode("utf-16"),
        lambda was: b"\xff" + was,
        lambda _: DEEP,
        lambda _: b'{"after": ' + DEEP,
        lambda _: b"[1, 2]",
        lambda _: b"17",
        lambda _: b'"text"',
        lambda _: b"null",
        lambda _: b"9" * 10_000,
        lambda was: was.replace(b'"zq-word', b'["zq-word').replace(b'"}', b'"]}'),
        lambda was: was[:-5],
        lambda _: b"",
        lambda was: was + b"\0",
    ],
)
def test_a_damaged_line_is_told_by_its_number_and_never_repeated(
    kept: Chain, number: int, change: Callable[[bytes], bytes]
) -> None:
    line(kept, number, change)

    with pytest.raises(PipelineError, match=rf"The chain is damaged at line {number} ") as told:
        entries(kept, Line)
    assert "zq" not in str(told.value)


def test_a_line_of_another_shape_is_damaged_though_everything_vouches_for_it(kept: Chain) -> None:
    rewritten(kept, [{"number": "one", "word": "a"}])

    with pytest.raises(PipelineError, match="damaged at line 1"):
        entries(kept, Line)


def test_lines_that_an_editor_ended_as_windows_does_are_whole(kept: Chain) -> None:
    kept.path.write_bytes(kept.path.read_bytes().replace(b"\n", b"\r\n"))

    assert entries(kept, Line) == LINES
    write(kept, [*LINES, Line(6, "later")])
    assert entries(kept, Line)[5:] == [Line(6, "later")]


def test_a_head_that_is_gone_is_said_and_not_made_again(kept: Chain) -> None:
    kept.head.unlink()

    for _ in range(2):
        with pytest.raises(PipelineError, match=r"chain\.head, which vouches for its last line, is gone .*Mend it"):
            entries(kept, Line)
    assert not kept.head.exists()


def test_a_head_older_than_its_lines_is_said(kept: Chain) -> None:
    older = kept.head.read_bytes()
    write(kept, [*LINES, Line(6, "later")])
    kept.head.write_bytes(older)

    with pytest.raises(PipelineError, match=r"chain\.head is older than the lines"):
        entries(kept, Line)


@pytest.mark.parametrize(
    "head", [b"", b"0" * 64, b"\n", b"\xff\xfe0", b"\x80" * 64, b"[]", b"0" * 1_000_000, b"\n" * 1000]
)
def test_an_altered_head_is_said(kept: Chain, head: bytes) -> None:
    kept.head.write_bytes(head)

    with pytest.raises(PipelineError, match=r"damaged at line 5 .*chain\.head does not vouch for it"):
        entries(kept, Line)


@pytest.mark.parametrize("left", [0, 1, 4])
def test_lines_cut_from_the_end_are_missed(kept: Chain, left: int) -> None:
    kept.path.write_bytes(b"".join(kept.path.read_bytes().splitlines(keepends=True)[:left]))

    with pytest.raises(PipelineError, match=f"damaged at line {max(left, 1)} .*what came after it is gone"):
        entries(kept, Line)


def test_lines_that_are_gone_altogether_are_missed(kept: Chain) -> None:
    kept.path.unlink()

    with pytest.raises(PipelineError, match="damaged at line 1"):
        entries(kept, Line)


@pytest.mark.parametrize("file", ["path", "head"])
def test_no_byte_of_either_file_can_be_altered_unseen(kept: Chain, file: str) -> None:
    path: Path = getattr(kept, file)
    whole, dice = path.read_bytes(), random.Random(8)
    for _ in range(300):
        place, byte = dice.randrange(len(whole)), dice.randrange(256)
        if whole[place] == byte:
            continue
        path.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
        with pytest.raises(PipelineError, match="damaged"):
            entries(kept, Line)


@pytest.mark.parametrize("before", [[], LINES[:2]])
@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_a_kill_between_any_two_writes_leaves_what_was_or_what_is_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Line], writes: int
) -> None:
    kept = Chain(tmp_path / "chain.jsonl", "The chain is", "Mend it.")
    if before:
        write(kept, before)
    left = iter(range(writes))

    def killed(path: Path, data: bytes | str) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return write_atomically(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(chain, "write_atomically", killed)
        if writes < 3:
            with pytest.raises(KeyboardInterrupt):
                write(kept, LINES)
        else:
            write(kept, LINES)

    assert entries(kept, Line) == (before if writes < 2 else LINES)
    write(kept, LINES)
    assert entries(kept, Line) == LINES


def test_whoever_looks_while_another_writes_sees_what_was_or_what_is_to_be(
    kept: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, more = chain._bytes, [*LINES, Line(6, "later")]
    meanwhile = iter([lambda: write(kept, more)])

    def slowly(path: Path) -> bytes | None:
        data = read(path)
        next(meanwhile, lambda: None)()
        return data

    monkeypatch.setattr(chain, "_bytes", slowly)
    assert entries(kept, Line) == more


def test_the_head_of_a_whole_chain_is_the_digest_of_its_last_line(kept: Chain) -> None:
    assert kept.head.read_text(encoding="utf-8") == digest_of(kept.path.read_bytes().splitlines()[-1])


def test_the_state_of_a_chain_is_that_of_its_lines_and_whether_they_are_vouched_for(kept: Chain) -> None:
    whole = state(kept)
    kept.head.write_text(
        f"{'0' * 64}\n{kept.head.read_text(encoding='ascii')}", encoding="ascii"
    )  # as a kill leaves it
    assert state(kept) == whole
    kept.head.unlink()
    assert state(kept) != whole
    write_atomically(kept.head, digest_of(kept.path.read_bytes().splitlines()[-1]))
    assert state(kept) == whole
    line(kept, 3, lambda was: was.replace(b"zq", b"zy"))
    assert state(kept) != whole


def test_what_is_appended_leaves_every_line_as_it_was_and_ends_as_was_told(kept: Chain) -> None:
    before, new = kept.path.read_bytes(), [asdict(Line(6, "later")), asdict(Line(7, "last"))]
    told = head_with(kept, new)
    assert kept.path.read_bytes() == before
    appended(kept, new)

    assert kept.path.read_bytes().startswith(before)
    assert entries(kept, Line)[5:] == [Line(6, "later"), Line(7, "last")]
    assert heads(kept) == [digest_of(line) for line in kept.path.read_bytes().splitlines()]
    assert heads(kept)[-1] == told


def test_what_is_appended_to_nothing_is_a_chain(tmp_path: Path) -> None:
    fresh = Chain(tmp_path / "chain.jsonl", "The chain is", "Mend it.")
    assert heads(fresh) == []
    appended(fresh, [asdict(each) for each in LINES])
    assert entries(fresh, Line) == LINES
