"""``send``: what goes back to each agency of a quarter, one zip each; nothing is mailed."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.commands.one_quarter import one_quarter
from pipeline.disclose.editions import SUBGROUP
from pipeline.english import first_few, number_of
from pipeline.errors import NoResults
from pipeline.intake import Intake
from pipeline.partnership.bodies import folder_of, name_of
from pipeline.report.outdated import outdated
from pipeline.report.parcels import parcels
from pipeline.results.model import QuarterResult
from pipeline.store.codec import decoded
from pipeline.store.kept_results import results_path
from pipeline.store.reports import finished, is_as_written, refuse_meeting_pages, report_folder, shows
from pipeline.store.workspace import Workspace, digest_of, locked, write_atomically
from pipeline.store.writable import refuse_if_not_writable

FOLDER = "send"  # below the quarter's reports
_NAMED = 5  # of the returns that a report does not answer to


def send(workspace: Workspace, *, quarter: str, password_file: Path | None) -> int:
    """
    Write a zip for each agency, and name those who get none; gives the exit status.

    Raises: NoResults -- if the pages of the agencies were not made, or of other returns than lie there now, whether or
            not anybody has run these, or by a version of the software whose results this one cannot read.
    """
    asked = Quarter.parse(quarter)
    into = workspace.reports / asked.folder / FOLDER
    refuse_if_not_writable(workspace, into, room=0)
    received = one_quarter(workspace, quarter, password_file)
    with locked(workspace):
        result = _results(workspace, received)
        sent = parcels(workspace, result, received, report_folder(workspace, asked, SUBGROUP.name))
        written = {write_atomically(into / f"{folder_of(each.agency)}.zip", each.zipped): each for each in sent.ready}
        for lying in set(into.glob("*.zip")) - written.keys():
            lying.unlink()  # of an earlier run: it is no longer what that agency should get
    for path, each in written.items():
        print(f"{path}: {name_of(each.agency)}, {number_of(len(each.files), 'file')}")
    for why in sent.nothing:
        print(f"nothing to send: {why}", file=sys.stderr)
    print(f"{number_of(len(written), 'zip')} written to {into}")
    return 0


def _results(workspace: Workspace, received: Intake) -> QuarterResult:
    """The results that the finished report for the sub-group shows, where they are of the returns ``received``."""
    quarter = received.quarter
    folder = report_folder(workspace, quarter, SUBGROUP.name)
    refuse_meeting_pages(folder)
    facts, kept = finished(folder), results_path(workspace, quarter, SUBGROUP.name)
    text = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    run = f"python -m pipeline run {quarter.folder} --edition {SUBGROUP.name}{workspace.option}"
    whole = facts is not None and is_as_written(workspace, quarter, SUBGROUP.name)
    if facts is None or not whole or not shows(folder, digest_of(text), facts.get("audits", ())):
        raise NoResults(
            f"There is no finished report for {quarter} in {folder}, or it is not of the returns that lie there now, "
            f"so no agency can be sent its page. Run it first: {run}"
        )
    if others := outdated(workspace, facts, received):
        raise NoResults(
            f"The report in {folder} is not of the returns that lie there now, so no agency is sent its page: "
            f"{first_few(others, _NAMED)}. Run it again and read it, then send: {run}"
        )
    try:
        return decoded(QuarterResult, text)
    except (ValueError, KeyError, TypeError):  # as another version of the software keeps them
        raise NoResults(
            f"The report in {folder} was made by another version of this software, so no agency is sent its page. Run "
            f"it again and read it, then send: {run}"
        ) from None
