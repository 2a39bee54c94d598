"""The release ledger: added to and never changed, with what readers hold, and what was ever out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.store import chain
from pipeline.store.ledger import (
    LedgerEntry,
    Step,
    add,
    as_it_was,
    entries,
    ever_released,
    head,
    head_with,
    heads,
    released,
    releases,
    state,
)
from pipeline.store.workspace import Workspace, digest_of, write_atomically


def made(number: int, *figures: str, quarter: str = "2019-20 Q2", edition: str = "board") -> list[LedgerEntry]:
    """A release of these figures, each of which says the number of the release."""
    whose = number, quarter, edition, f"2019-12-{number:02d}"
    release = LedgerEntry(Step.RELEASED, *whose, prepared_by="lead", approved_by="officer", manifest=f"m{number}")
    return [release, *(LedgerEntry(Step.FIGURE, *whose, figure=each, says=f"{number}") for each in figures)]


def back(number: int, edition: str = "board") -> LedgerEntry:
    return LedgerEntry(Step.WITHDRAWN, number, "2019-20 Q2", edition, "2019-12-24", withdrawn_by="chair", why="Wrong")


def held(workspace: Workspace, edition: str = "") -> dict[tuple[str, str], str]:
    return {whose: each.says for whose, each in released(workspace, edition).items()}


def path(workspace: Workspace) -> Path:
    return workspace.processed / "ledger.jsonl"


def test_where_nothing_was_released_nothing_is_held(workspace: Workspace) -> None:
    assert (entries(workspace), releases(workspace), ever_released(workspace), head(workspace)) == ((), (), (), "")
    assert held(workspace) == {}


def test_what_is_added_comes_after_what_is_there_to_the_byte(workspace: Workspace) -> None:
    add(workspace, made(1, "NEG3/all/2019-20-Q2"))
    before = path(workspace).read_bytes()
    add(workspace, made(2, "NEG3/all/2019-20-Q2", edition="public"))

    assert path(workspace).read_bytes().startswith(before)
    assert entries(workspace) == (
        *made(1, "NEG3/all/2019-20-Q2"),
        *made(2, "NEG3/all/2019-20-Q2", edition="public"),
    )


def test_lines_of_an_earlier_form_stay_as_they_are_when_others_are_added(workspace: Workspace) -> None:
    add(workspace, made(1, "a"))
    reordered = path(workspace).read_bytes().splitlines()[0].replace(b'", "', b'" , "')
    path(workspace).write_bytes(reordered + b"\n")
    (workspace.processed / "ledger.head").write_text(digest_of(reordered), encoding="ascii")

    add(workspace, made(2))
    assert path(workspace).read_bytes().splitlines()[0] == reordered
    assert len(entries(workspace)) == 2


def test_readers_hold_the_newest_that_each_figure_said_in_their_edition(workspace: Workspace) -> None:
    add(workspace, made(1, "a", "b"))
    add(workspace, made(2, "a", edition="public"))
    add(workspace, made(3, "b", "c", quarter="2019-20 Q3"))

    assert held(workspace, "board") == {("a", "board"): "1", ("b", "board"): "3", ("c", "board"): "3"}
    assert held(workspace) == held(workspace, "board") | {("a", "public"): "2"}


def test_what_was_withdrawn_is_no_longer_held_and_stays_known(workspace: Workspace) -> None:
    add(workspace, made(1, "a", "b"))
    add(workspace, made(2, "b"))
    add(workspace, [back(2)])

    assert held(workspace) == {("a", "board"): "1", ("b", "board"): "1"}
    assert [(each.figure, each.says) for each in ever_released(workspace)] == [("a", "1"), ("b", "1"), ("b", "2")]


def test_a_release_stands_until_the_next_of_its_quarter_and_edition_or_until_it_is_withdrawn(
    workspace: Workspace,
) -> None:
    add(workspace, made(1, "a"))
    add(workspace, made(2, "a", edition="public"))
    add(workspace, made(3, "a", "b"))
    add(workspace, made(4, quarter="2019-20 Q3"))

    told = {each.number: (each.figures, each.superseded_by, each.stands) for each in releases(workspace)}
    assert told == {1: (1, 3, False), 2: (1, 0, True), 3: (2, 0, True), 4: (0, 0, True)}
    add(workspace, [back(3)])
    assert {each.number: each.stands for each in releases(workspace)} == {1: False, 2: True, 3: False, 4: True}
    assert releases(workspace)[2].withdrawn == back(3)


def test_its_end_can_be_told_before_it_is_written_and_later_what_it_was(workspace: Workspace) -> None:
    add(workspace, made(1, "a"))
    first, new = head(workspace), made(2, "b", "c")
    told = head_with(workspace, new)
    assert head(workspace) == first
    add(workspace, new)

    assert head(workspace) == told
    assert heads(workspace)[1] == first
    assert as_it_was(workspace, first) == tuple(made(1, "a"))
    assert as_it_was(workspace, "") == ()
    assert as_it_was(workspace, "0" * 64) is None


def test_another_workspace_with_the_same_entries_ends_the_same(workspace: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other")
    for each in (workspace, other):
        add(each, made(1, "a"))

    assert head(workspace) == head(other)
    assert state(workspace) == state(other)
    add(other, [back(1)])
    assert state(workspace) != state(other)


@pytest.mark.parametrize("change", [lambda was: was.replace(b'"b"', b'"c"'), lambda was: was[:-3], lambda _: b""])
def test_nothing_is_added_to_a_ledger_that_is_damaged(workspace: Workspace, change: object) -> None:
    add(workspace, made(1, "a", "b"))
    assert callable(change)
    path(workspace).write_bytes(change(path(workspace).read_bytes()))
    damaged = path(workspace).read_bytes()

    with pytest.raises(PipelineError, match="The release ledger is damaged"):
        add(workspace, made(2))
    assert path(workspace).read_bytes() == damaged


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_after_a_kill_all_entries_of_a_release_are_there_or_none(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    add(workspace, made(1, "a"))
    left = iter(range(writes))

    def killed(place: Path, data: bytes | str) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return write_atomically(place, data)

    with monkeypatch.context() as patch:
        patch.setattr(chain, "write_atomically", killed)
        with pytest.raises(KeyboardInterrupt):
            add(workspace, made(2, "b", "c", "d"))

    assert len(entries(workspace)) == (2 if writes < 2 else 6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["board", "public"]), st.lists(st.sampled_from("abcd"), unique=True), st.booleans()),
        max_size=5,
    )
)
def test_what_is_held_is_the_last_that_was_said_by_a_release_that_was_not_withdrawn(
    tmp_path_factory: pytest.TempPathFactory, made_up: list[tuple[str, list[str], bool]]
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("ledger"))
    expected: dict[tuple[str, str], str] = {}
    for number, (edition, figures, withdrawn) in enumerate(made_up, start=1):
        add(workspace, made(number, *figures, edition=edition))
        if withdrawn:
            add(workspace, [replace(back(number), edition=edition)])
        else:
            expected |= {(each, edition): str(number) for each in figures}

    assert held(workspace) == expected
    assert len(ever_released(workspace)) == sum(len(figures) for _, figures, _ in made_up)
