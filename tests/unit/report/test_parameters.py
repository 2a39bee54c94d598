"""The parameters of a notebook: those that it declares, checked, and nothing else."""

from __future__ import annotations

import json

import pytest
from nbformat import NotebookNode, v4

from pipeline.errors import UsageError
from pipeline.report import parameters

# What IPython puts beside a notebook's own names.
IPYTHON = {
    "In": ["", "1"],
    "Out": {},
    "get_ipython": print,
    "exit": print,
    "quit": print,
    "open": open,
    "_": "",
    "_oh": {},
    "_i1": "quarter = ''",
    "__name__": "__main__",
    "json": json,
}


def notebook(source: str) -> NotebookNode:
    declaring = v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    return v4.new_notebook(cells=[declaring, v4.new_code_cell("late = 1")])


def test_the_declared_parameters_come_back_and_ipythons_own_names_are_let_be() -> None:
    given = {**IPYTHON, "quarter": "2019-20-Q2", "draft": True, "Path": str, "result": object()}

    assert parameters.checked(given, quarter=str, draft=bool) == {"quarter": "2019-20-Q2", "draft": True}


def test_a_misspelt_name_in_the_notebook_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(UsageError) as told:
        parameters.checked({**IPYTHON, "quarter": "2019-20-Q1", "quater": "2019-20-Q2"}, quarter=str, edition=str)

    assert str(told.value) == (
        "There is no parameter 'quater'. Did you mean 'quarter'? The parameters are: edition, quarter. "
        "Is it a variable of your own? Then name it _quater."
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "The parameter 'quarter' has no value; give it one in the parameters cell."),
        ({"quarter": 2019}, "The parameter 'quarter' is 2019 (int); it should be text in quotes."),
        (
            {"quarter": "2019\nimport os"},
            (
                "The parameter 'quarter' is too long or holds a line break or control character; "
                "it should be one plain line."
            ),
        ),
    ],
)
def test_a_missing_or_unfit_value_is_told_in_full(given: dict[str, object], expected: str) -> None:
    with pytest.raises(UsageError) as told:
        parameters.checked(given, quarter=str)

    assert str(told.value) == expected


def test_true_is_not_taken_for_a_whole_number() -> None:
    with pytest.raises(UsageError, match="it should be a whole number"):
        parameters.checked({"rounds": True}, rounds=int)


def test_only_the_parameters_cell_declares() -> None:
    source = 'quarter: str = "2019-20-Q2"  # which\nrounds = -3\ndraft = False\nimport os'

    assert parameters.defaults(notebook(source)) == {"quarter": "2019-20-Q2", "rounds": -3, "draft": False}


def test_a_default_of_another_type_is_a_fault_of_the_notebook() -> None:
    with pytest.raises(ValueError, match=r"'when = None' is not text, a whole number, True or False"):
        parameters.defaults(notebook("when = None"))


class Quoted(str):
    """Text that would be written into the notebook as something else."""

    __slots__ = ()


@pytest.mark.parametrize("value", [1.5, None, ("a", "b"), ["a"], Quoted("x")])
def test_what_papermill_would_write_as_code_of_another_kind_is_refused(value: object) -> None:
    with pytest.raises(UsageError, match="it should be text in quotes"):
        parameters.refuse_unknown({"quarter": value}, {"quarter": ""})


def test_a_name_that_is_code_is_no_parameter() -> None:
    with pytest.raises(UsageError, match=r"There is no parameter 'p = 1; print\(1\) #'"):
        parameters.refuse_unknown({"p = 1; print(1) #": "x"}, {"quarter": ""})
