"""Code lists: the answers a question allows, what each means in words, and how it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache

from pipeline.errors import DefinitionError
from pipeline.partnership.defining import RECODING, Recoded, Stage, recoded

# What is one and the same in an answer, in this order; the live checks of a template fold theirs by the same list.
_ONE_DASH = tuple((dash, "-") for dash in "‐‑‒–—―−")
FOLDS = (*_ONE_DASH, ("‘", "'"), ("’", "'"), ("=", "-"), (":", "-"), (".", "-"), (" -", "-"), ("- ", "-"))

# Marks what is said for people and engines, and changes nothing of what a form asks or checks: no form's version.
OUTSIDE_VERSION = {"outside_version": True}


class Meaning(Enum):
    """How an answer counts when a standard needs it; an ordinary answer simply satisfies it or not."""

    ANSWER = "answer"
    NOT_RECORDED = "not recorded"  # counts, and as not met: what is not recorded is not evidenced
    NOT_APPLICABLE = "not applicable"  # leaves the denominator
    NOT_KNOWN = "not known"  # another agency holds the fact: could not be assessed
    PENDING = "pending"  # not due yet


@dataclass(frozen=True)
class Code:
    """
    One allowed answer: the code as entered, its label, its meaning, and other spellings taken for it.

    ``explained``: what whoever fills in a form is told that it means, where its label does not say it all.
    ``since``: the kind of document that brings it in. ``until``, ``into``: the kind that makes it, with others, into
    another one, and the code of that; predicates go on naming those that were there before.
    """

    code: str
    label: str
    meaning: Meaning = Meaning.ANSWER
    spellings: tuple[str, ...] = ()
    explained: str = field(default="", metadata=OUTSIDE_VERSION)
    since: str = field(default="", metadata=OUTSIDE_VERSION)
    until: str = field(default="", metadata=OUTSIDE_VERSION)
    into: str = field(default="", metadata=OUTSIDE_VERSION)

    @property
    def shown(self) -> str:
        """The answer as a drop-down offers it: "2 – Good", and "1 – Universal" where the label begins with its code."""
        return f"{self.code} – {self.label.removeprefix(f'{self.code} ')}"


@dataclass(frozen=True)
class CodeList:
    """
    The answers a question allows, in the order in which they are offered.

    Where a document makes several of them one, ``codes`` are those asked in the quarter that the list is read for;
    ``unasked`` the others, and ``recoded`` how far the change has come.
    """

    name: str
    codes: tuple[Code, ...]
    unasked: tuple[Code, ...] = field(default=(), init=False, metadata=OUTSIDE_VERSION)
    recoded: Recoded | None = field(default=None, init=False, metadata=OUTSIDE_VERSION)

    def __post_init__(self) -> None:
        for problem in self._problems([code.code for code in self.codes]):
            raise DefinitionError(f"code list {self.name}: {problem}")
        kinds = {kind for each in self.codes for kind in (each.since, each.until) if kind}
        if kinds:
            self._recode(recoded(kinds.pop()))

    def _recode(self, state: Recoded) -> None:
        """Keep the codes that are asked at this stage; once the new ones are, what they were is read as them."""
        after = state.stage is Stage.AFTER
        asked: list[Code] = []
        unasked: list[Code] = []
        for each in self.codes:
            (unasked if (each.until if after else each.since) else asked).append(each)
        if after:
            asked = [replace(each, spellings=(*each.spellings, *_once(each, unasked))) for each in asked]
        object.__setattr__(self, "codes", tuple(asked))
        object.__setattr__(self, "unasked", tuple(unasked))
        object.__setattr__(self, "recoded", state)

    def _problems(self, codes: Sequence[str]) -> Iterator[str]:
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            yield f"{', '.join(repeated)} is listed twice; keep one."
        if any(";" in code or code != code.strip() or not code for code in codes):
            yield "a code may hold no ';' and no outer blanks."
        if len({folded(code) for code in codes}) < len(codes):
            yield "two codes differ in capitals, dots or dashes alone; mend one."
        if any(";" in code.label for code in self.codes):
            yield "a label may hold no ';', which parts several answers."
        yield from self._recoding_problems()

    def _recoding_problems(self) -> Iterator[str]:
        kinds = {kind for each in self.codes for kind in (each.since, each.until) if kind}
        if kinds - {*RECODING} or len(kinds) > 1:
            yield f"its codes hang on {', '.join(sorted(kinds))}; they may hang on one of {', '.join(RECODING)}."
        new = {each.code for each in self.codes if each.since}
        for each in self.codes:
            if bool(each.until) != bool(each.into) or (each.into and each.into not in new):
                yield f"{each.code}: give until= and into=, the latter a code that has since=."

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(code == each.code for each in self.codes)

    def label(self, code: str) -> str:
        """The words for ``code``. Raises: KeyError -- if the list has no such code."""
        for each in (*self.codes, *self.unasked):
            if each.code == code:
                return each.label
        raise KeyError(code)

    def nameable(self, code: str) -> bool:
        """Whether a predicate may name ``code``: one that is asked now, or that was asked before a document."""
        return code in self or code in self.into

    def judged(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The codes that a record may hold where one of ``codes`` is meant, at the stage that the list is read for."""
        if self.recoded is None or self.recoded.stage is Stage.BEFORE:
            return codes
        into = self.into
        after = self.recoded.stage is Stage.AFTER
        kept = [code for code in codes if not (after and code in into)]
        return tuple(dict.fromkeys([*kept, *(into[code] for code in codes if code in into)]))

    @property
    def passing(self) -> bool:
        """Whether a form still asks codes that records of the quarter are judged by another one for."""
        return self.recoded is not None and self.recoded.stage is Stage.PASSING

    def judged_as(self) -> tuple[Code, ...]:
        """The codes that a record of the quarter may be judged as: those asked, and what they are passing into."""
        return (*self.codes, *self.unasked) if self.passing else self.codes

    @property
    def into(self) -> Mapping[str, str]:
        """What each code is made into that a document makes, with others, into another one."""
        return {each.code: each.into for each in (*self.codes, *self.unasked) if each.into}

    def now(self, code: str) -> str:
        """``code`` as it is asked at this stage: itself, or what it has been made into."""
        return code if code in self else self.into.get(code, code)

    def not_yet(self, text: str) -> str:
        """From when on what ``text`` gives too early is an answer; empty where it is none, or no quarter is known."""
        state = self.recoded
        if state is None or state.stage is Stage.AFTER or state.asked_from is None:
            return ""
        code = read_as(self.unasked).get(folded(text))
        return f"{code} is an answer from {state.asked_from} on; until then, pick one from the list." if code else ""

    def values(self) -> tuple[str, ...]:
        """The codes as entered."""
        return tuple(code.code for code in self.codes)

    def meaning(self, wanted: Meaning) -> tuple[str, ...]:
        """The codes that have the meaning ``wanted``."""
        return tuple(code.code for code in self.codes if code.meaning is wanted)

    def read(self, text: str) -> str | None:
        """The code that ``text`` is or says in words, as in `read_as`; None where it is none, or may be several."""
        return read_as(self.codes).get(folded(text))

    def nearest(self, text: str) -> str | None:
        """The code closest to ``text``, or None where none is close."""
        names = {name.casefold(): code.code for code in self.codes for name in (code.code, code.label, *code.spellings)}
        close = get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.6)
        return names[close[0]] if close else None


def _once(code: Code, earlier: Iterable[Code]) -> Iterator[str]:
    """All that was written for ``code`` before it was there: the codes that are now it, and their labels."""
    for each in earlier:
        if each.into == code.code:
            yield from (each.code, each.label, each.shown, *each.spellings)


def folded(text: str) -> str:
    """An answer for comparison: in capitals, with one kind of dash, without blanks beside it or a last full stop."""
    text = text.upper().removesuffix(".")
    for each, same in FOLDS:
        text = text.replace(each, same)
    return text


@lru_cache(maxsize=256)
def read_as(codes: tuple[Code, ...]) -> Mapping[str, str]:
    """
    Every text, folded, that is read as one of ``codes``: a code, its spellings, its label, and the two together.

    A label that is another code's too is read as neither; a code or a spelling is always read as its own.
    """
    own = {folded(text): code.code for code in reversed(codes) for text in code.spellings}
    own |= {folded(code.code): code.code for code in codes}
    told: dict[str, set[str]] = {}
    for code in codes:
        words = code.label, code.shown, f"{code.code} - {code.label}", code.shown.replace(" –", "", 1)
        for text in words:
            told.setdefault(folded(text), set()).add(code.code)
    return {text: next(iter(each)) for text, each in told.items() if len(each) == 1} | own


def code_list(name: str, **labels: str) -> CodeList:
    """A code list whose codes are ordinary answers, written as ``CODE="label"``."""
    return CodeList(name, tuple(Code(code, label) for code, label in labels.items()))


YES = Code("Y", "Yes", spellings=("yes", "true"), explained="yes, evidenced on the record")
NO = Code("N", "No", spellings=("no", "false"), explained="no, the record shows that it did not happen")
NOT_RECORDED = Code(
    "NR",
    "Not recorded",
    Meaning.NOT_RECORDED,
    ("not recorded", "n/r"),
    explained="not recorded: you looked, and the record is silent (it counts as not met)",
)
NOT_APPLICABLE = Code(
    "NA", "Not applicable", Meaning.NOT_APPLICABLE, ("n/a", "not applicable"), explained="not applicable to this case"
)
NOT_KNOWN = Code(
    "NK",
    "Not known to this agency",
    Meaning.NOT_KNOWN,
    ("not known", "n/k"),
    explained="not known to your agency: the fact lies in another agency's record",
)
PENDING = Code("PENDING", "Pending", Meaning.PENDING, ("pending",))
