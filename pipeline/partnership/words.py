"""What a partnership calls things: the words that pages, templates and messages take from its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

# Each word, what it stands for, and what is said where a partnership gives none.
MEANINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "board": ("the safeguarding board or partnership, in full", "Safeguarding Children Partnership"),
        "board_short": ("the board's initials", "SCP"),
        "sub_group": ("whoever reads the reports and agrees actions", "quality-assurance sub-group"),
        "sub_group_short": ("the same as people call it", "sub-group"),
        "cait": ("the police team that investigates child abuse, in full", "police child abuse investigation team"),
        "cait_short": ("the same team as people call it", "the child abuse team"),
        "mash": ("where contacts about children are received and decided on, in full", "front door"),
        "mash_short": ("the same as people call it", "front door"),
        "continuum": ("what the threshold document grades need by, as people call it", "threshold document"),
        "continuum_full": ("the same in full", "threshold document"),
        "level_1": ("the lowest level of need", "Universal"),
        "level_2": ("the second level of need", "Additional"),
        "level_3": ("the third level of need", "Targeted"),
        "level_4": ("the highest level of need", "Specialist"),
        "audit_reference": ("how a case of a sample is named", "Audit reference"),
        "early_help": ("help below the threshold of social care", "Early Help"),
        "family_help": ("where targeted early help and child in need work are one", "Family Help"),
        "ppn": ("the notice by which the police tell of a concern, as people call it", "police notification"),
        "ppn_full": ("the same in full", "police protection notice"),
        "report_title": (
            "the published report whose recommendations are followed, by its own title",
            "Learning report",
        ),
    }
)

# Of these no definition may speak: they change with the board, and a question should not.
NOT_OF_DEFINITIONS = frozenset({"board", "board_short", "sub_group", "report_title"})


class Words:
    """
    The words of a partnership as attributes: ``words.cait``; those it does not give are said generally.

    ``given``: the names of those that it gives.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = frozenset(given)
        self._words = {name: given.get(name, usual) for name, (_, usual) in MEANINGS.items()}

    def __getattr__(self, name: str) -> str:
        try:
            return self._words[name]
        except KeyError:
            raise AttributeError(f"there is no word {name!r}; choose one of {', '.join(MEANINGS)}") from None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._words.items())

    @property
    def of_definitions(self) -> tuple[str, ...]:
        """Those that definitions may speak of; where they are the same, so are the definitions."""
        return tuple(text for name, text in self._words.items() if name not in NOT_OF_DEFINITIONS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._words == other._words

    def __hash__(self) -> int:
        return hash(tuple(self._words.items()))
