"""A reference is taken out of the accounts of samples and the lists of meetings, and the rest of each stays."""

from __future__ import annotations

from pipeline.store.erasure.leftovers import accounts_without, lists_without
from pipeline.store.samples import Sample, Stratum, account, keep, parts_of
from pipeline.store.whereabouts.reference import reference
from pipeline.store.workspace import Workspace, digest_of, write_atomically
from tests.unit.workspaces import NOW

SAMPLE = Sample(
    "WNB", str(NOW), "ab" * 32, 2, 1, (), (Stratum("", 9, ("WNB-0001", "WNB-0002"), ("WNB-0003", "WNB-0004")),)
)
AGREED = 'audit,case,grade,learning\nWNB,WNB-0002,2,"seen, late"\nWNB,WNB-0001,3,\nNEG,WNB-0002,1,\n'


def test_another_word_stands_for_it_in_the_account_and_as_many_cases_are_drawn(workspace: Workspace) -> None:
    path = keep(workspace, SAMPLE)
    before = path.read_bytes()

    ((place, sha256, data),) = accounts_without(workspace, NOW, "WNB", reference("wnb-0002"))

    assert (place, sha256) == (path, digest_of(before))
    after = account(data)  # it vouches for itself, as one that was just kept
    assert after is not None
    assert after.strata[0].drawn == ("WNB-0001", "(erased 1)")
    assert after.strata[0].reserve == ("WNB-0003", "WNB-0004")
    assert [(each.listed, each.drawn) for each in parts_of(after)] == [(9, 2)]
    assert not reference("WNB-0002").is_in(data.decode())


def test_an_account_that_never_gave_it_out_or_is_of_another_audit_stays(workspace: Workspace) -> None:
    keep(workspace, SAMPLE)

    assert not list(accounts_without(workspace, NOW, "WNB", reference("WNB-0009")))
    assert not list(accounts_without(workspace, NOW, "NEG", reference("WNB-0002")))
    assert not list(accounts_without(workspace, NOW.next(), "WNB", reference("WNB-0002")))


def test_the_rows_of_a_case_go_from_the_lists_of_meetings_and_the_others_stay_as_they_were(
    workspace: Workspace,
) -> None:
    folder = workspace.meeting_files / NOW.folder
    write_atomically(folder / "agreed.csv", AGREED)
    write_atomically(folder / "panel.csv", "audit,date\nWNB,2019-11-01\n")

    ((place, sha256, data),) = lists_without(workspace, NOW, "WNB", reference("wnb-0002"))

    assert (place, sha256) == (folder / "agreed.csv", digest_of(AGREED))
    assert data.decode() == "audit,case,grade,learning\nWNB,WNB-0001,3,\nNEG,WNB-0002,1,\n"
