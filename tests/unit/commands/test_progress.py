"""What is seen of long work: a bar on a terminal, few plain lines elsewhere, nothing of what is done in a moment."""

from __future__ import annotations

import errno
import io
import re
import threading

import pytest

from pipeline.commands.progress import Bar, Display, Lines, shown


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr("time.monotonic", lambda: self.now)
        monkeypatch.setattr("tqdm.std.tqdm._time", lambda _self: self.now, raising=False)
        monkeypatch.setattr("tqdm.std.time", lambda: self.now)


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    @property
    def seen(self) -> list[str]:
        """What stood on the line, each time that it was written over."""
        return [line.strip() for line in re.split(r"[\r\n]", self.getvalue()) if line.strip()]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def worked(display: Display, clock: Clock, seconds: float, stages: dict[str, int]) -> None:
    """Stages of so many steps, each step so many seconds long."""
    for stage, of in stages.items():
        display(stage, 0, of)
        for done in range(1, of + 1):
            clock.now += seconds
            display(stage, done, of, f"number {done}")
    display.close()


@pytest.mark.parametrize("kind", [Bar, Lines])
def test_what_is_done_in_a_moment_shows_nothing(kind: type[Display], clock: Clock) -> None:
    stream = Terminal()

    worked(kind(stream), clock, 0.04, {"reading returns": 10, "making pages": 10})

    assert stream.getvalue() == ""


def test_plain_lines_come_at_most_once_a_second_and_say_that_a_long_stage_is_done(clock: Clock) -> None:
    stream = io.StringIO()

    worked(Lines(stream), clock, 0.25, {"reading returns": 6, "making pages": 9})

    assert stream.getvalue().splitlines() == [
        "reading returns: 4 of 6, number 4",
        "reading returns: 6 of 6, number 6",
        "making pages: 4 of 9, number 4",
        "making pages: 8 of 9, number 8",
        "making pages: 9 of 9, number 9",
    ]


def test_plain_lines_do_not_repeat_a_stage_that_only_goes_on(clock: Clock) -> None:
    stream = io.StringIO()
    lines = Lines(stream)
    for _ in range(9):
        clock.now += 0.5
        lines("making pages", 0, 3)

    assert stream.getvalue() == "making pages: 0 of 3\n"


def test_the_bar_says_what_is_done_how_many_of_how_many_and_the_time_left(clock: Clock) -> None:
    stream = Terminal()

    worked(Bar(stream), clock, 2.0, {"reading returns": 4})

    assert re.fullmatch(r"reading returns:  25%\|\S+ *\| 1 of 4, 00:06 left, number 1", stream.seen[0])
    assert re.fullmatch(r"reading returns:  75%\|\S+ *\| 3 of 4, 00:02 left, number 3", stream.seen[2])
    assert stream.getvalue().endswith("\r"), "what is said next would stand behind the bar"


def test_the_time_left_goes_on_while_one_step_takes_long(clock: Clock) -> None:
    stream = Terminal()
    bar = Bar(stream)
    bar("making pages", 0, 4)
    clock.now += 10
    bar("making pages", 1, 4, "Overview")
    clock.now += 10
    bar("making pages", 1, 4, "Overview")

    assert len(stream.seen) == 2
    bar.close()


def test_what_is_printed_meanwhile_stands_on_a_line_of_its_own(clock: Clock) -> None:
    stream = Terminal()
    bar = Bar(stream)
    bar("checking returns", 0, 2)
    clock.now += 2
    bar("checking returns", 1, 2, "a file")

    bar.aside()

    assert stream.getvalue().endswith("\r")
    assert stream.getvalue().split("\r")[-2].strip() == ""
    bar.close()


class Gone(Terminal):
    """A terminal that was closed."""

    def write(self, _: str, /) -> int:
        raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("kind", [Bar, Lines])
def test_a_terminal_that_is_gone_does_not_stop_the_work(kind: type[Display], clock: Clock) -> None:
    worked(kind(Gone()), clock, 2.0, {"reading returns": 4, "making pages": 4})


def test_no_thread_watches_the_bar_since_pages_are_made_in_forked_processes(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    before = threading.enumerate()
    monkeypatch.setattr("sys.stderr", Terminal())

    with shown() as display:
        worked(display, clock, 2.0, {"making pages": 3})

    assert isinstance(display, Bar)
    assert threading.enumerate() == before


def test_a_bar_is_taken_away_however_the_work_ends(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)

    def stopped() -> None:
        with shown() as display:
            display("making pages", 0, 3)
            clock.now += 2
            display("making pages", 1, 3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert stream.getvalue().endswith("\r")
