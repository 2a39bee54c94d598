"""The pages of a report: a notebook each, executed side by side, with what stands around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from pipeline import audits
from pipeline.calendar.quarter import Quarter, day_of, months_of
from pipeline.definition import Audit
from pipeline.disclose.editions import BOARD, EDITIONS
from pipeline.english import first_few
from pipeline.errors import PipelineError
from pipeline.page.briefing import page as briefing_page
from pipeline.page.glossary import abbreviations
from pipeline.page.parts import Html
from pipeline.page.programme import PAGE as PROGRAMME_PAGE
from pipeline.page.programme import closed_by
from pipeline.page.provenance import about
from pipeline.page.year import PAGE as YEAR_PAGE
from pipeline.partnership.here import here
from pipeline.progress import Progress
from pipeline.report.execute import Outcome, run
from pipeline.report.html import Link, Page
from pipeline.report.job import Job
from pipeline.report.manifest import Report
from pipeline.report.parameters import Parameter
from pipeline.results import load
from pipeline.results.agency import agency_result, pack_page, packs
from pipeline.results.assemble import rule_in_words
from pipeline.results.followed.themes import OF_ALL as RECOMMENDATIONS_PAGE
from pipeline.results.followed.themes import theme_page, themes
from pipeline.results.year import the_year
from pipeline.store.code_digest import program
from pipeline.store.codec import encoded
from pipeline.store.page_records import PageRecord, digests, keep_page_records, page_records
from pipeline.store.reports import FIGURES, TRACKER, Facts
from pipeline.store.workspace import digest_of

_FAILURES = 2  # that are told in full: a disk that is full makes all pages fail
_WITHOUT_FIGURES = ("method", "glossary")  # notebooks that show no figure of the quarter
NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


@dataclass(frozen=True)
class Planned:
    """
    One page: its file, the notebook that it is made from, its title, and its label in the menu.

    ``agency``, ``audit`` or ``theme``: the code of the one that it is of, where the notebook makes a page for each.
    """

    file: str
    notebook: str
    title: str
    label: str
    agency: str = ""
    audit: str = ""
    theme: str = ""

    @property
    def for_practitioners(self) -> bool:
        """Whether it is handed to the practitioners of all agencies, so that it names none."""
        return self.notebook == "briefing"

    @property
    def name(self) -> str:
        """What its executed notebook is called, and its workbook of tables."""
        return Path(self.file).stem if self.parameters else self.notebook

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What its notebook is asked for beside the quarter, the edition and the workspace."""
        of = {"agency": self.agency, "audit": self.audit, "theme": self.theme}
        return {name: code for name, code in of.items() if code}

    @property
    def tables(self) -> str:
        """The workbook of its tables."""
        return f"{self.name}-tables.xlsx"


@dataclass(frozen=True)
class PagesMade:
    """The day that each file carries, by its name; and what is still to be mended in the notebooks, in sentences."""

    stamps: Mapping[str, str]
    to_mend: tuple[str, ...]


Make = Callable[[Sequence[Job], Path, Progress], Sequence[Outcome]]


def pages(
    report: Report, facts: Facts, workers: int, progress: Progress, *, again: bool = False, make: Make | None = None
) -> PagesMade:
    """
    Make the pages of the report that do not stand as they are, each with the workbook of its tables.

    ``again``: make every page. ``make``: who makes them, in place of `execute.run`.
    One with a chart that nobody has put into words is made at each run, which says so.
    Raises: PipelineError -- naming the pages that could not be made; the others are there.
    """
    workspace, whose = report.workspace, (report.quarter, report.result.edition)
    jobs = jobs_of(report, facts)
    records = {} if again else page_records(workspace, *whose)
    digest = _digests_of(report)
    standing = {
        file: each for file, each in records.items() if file in jobs and _stands(each, jobs[file], report, digest)
    }
    due = {file: job for file, job in jobs.items() if file not in standing}
    with load.handed_over(workspace, report.result, facts["results"]):
        make = make or partial(_made_here, workers)
        outcomes = make(list(due.values()), workspace.scratch, progress) if due else []
    for file, outcome in zip(due, outcomes, strict=True):
        if not outcome.error:
            standing[file] = _record(outcome, report, digest)
    to_mend = [each for each in outcomes if each.undescribed and not each.error]
    unfinished = {Path(each.job.html).name for each in to_mend if each.job.html}
    keep_page_records(workspace, *whose, {file: each for file, each in standing.items() if file not in unfinished})
    failed = [
        f"{each.job.output.name}: {each.error.removeprefix(f'{each.job.notebook.name}: ')}"
        for each in outcomes
        if each.error
    ]
    if failed:
        raise PipelineError(f"Some pages could not be made; the others are there. {first_few(failed, _FAILURES)}")
    stamps = {name: standing[file].stamp for file, job in jobs.items() for name in (file, _tables(job))}
    return PagesMade(stamps, tuple(dict.fromkeys(sentence for each in to_mend for sentence in _undescribed(each))))


def jobs_of(report: Report, facts: Facts) -> Mapping[str, Job]:
    """The notebook that is run for each page of the report, by the page's file."""
    planned = _planned(report)
    return {each.file: _job(report, facts, each, planned) for each in planned}


def _made_here(workers: int, jobs: Sequence[Job], scratch: Path, progress: Progress) -> Sequence[Outcome]:
    return run(jobs, scratch, workers, progress=progress)


def _tables(job: Job) -> str:
    assert job.context is not None
    return job.context.tables


def _undescribed(outcome: Outcome) -> Iterator[str]:
    for cell in outcome.undescribed:
        yield (
            f"{outcome.job.notebook.name}, code cell {cell}: its chart has no description yet, so a reader who cannot "
            'see it is told nothing. End the cell with: chart.described(figure, "what the chart shows")'
        )


def _digests_of(report: Report) -> Callable[[str], str]:
    """The digest of each part of the results, by its name; each is worked out once, however many pages ask for it."""
    whole = {load.WHOLE: report.sha256}
    return cache(lambda name: whole.get(name) or digest_of(encoded(load.part(report.result, name))))


def _stands(record: PageRecord, job: Job, report: Report, digest: Callable[[str], str]) -> bool:
    """Whether making a page again would give the very files that lie there."""
    parts = _parts(record.parts, digest)
    return (record.around, record.parts) == (_around(job), parts) and record.is_whole(report.workspace)


def _record(outcome: Outcome, report: Report, digest: Callable[[str], str]) -> PageRecord:
    """The record of a page just made."""
    job = outcome.job
    assert job.html is not None
    assert job.context is not None
    written = (job.html, job.html.with_name(job.context.tables), job.output)
    places = [each.relative_to(report.workspace.root).as_posix() for each in written]
    parts = _parts(outcome.parts, digest)
    return PageRecord(_around(job), parts, digests(report.workspace, places), job.context.stamp)


def _around(job: Job) -> str:
    """The digest of all that decides a page but its figures and its day."""
    assert job.context is not None
    context = asdict(replace(job.context, stamp=""))
    asked = {name: each for name, each in job.parameters.items() if name != "root"}  # a page is the same anywhere
    given = [digest_of(job.notebook.read_bytes()), asked, context, program(), here().around]
    return digest_of(json.dumps(given, sort_keys=True))


def _parts(names: Iterable[str], digest: Callable[[str], str]) -> dict[str, str]:
    """The digest of each of these parts of the results; none, where one is no longer among them."""
    try:
        return {name: digest(name) for name in names}
    except KeyError:
        return {}


def _planned(report: Report) -> list[Planned]:
    quarter = report.quarter
    there = {each.code for each in report.result.audits if not report.audits or each.code in report.audits}
    chosen = {code: audit for code, audit in audits.of(quarter).items() if code in there}
    return [
        Planned("index.html", "overview", f"Is it being done? {quarter.in_months}", "Overview"),
        Planned("intake.html", "intake", f"Returns, {quarter.in_months}", "Returns"),
        *(
            Planned(f"{code.lower()}.html", "audit", audit.title, audit.short_title or code, audit=code)
            for code, audit in chosen.items()
        ),
        *(
            Planned(briefing_page(report.result.audit(code)), "briefing", _briefing_title(audit), "", audit=code)
            for code, audit in chosen.items()
        ),
        Planned(PROGRAMME_PAGE, "programme", "The programme of the year", "Programme"),
        Planned(YEAR_PAGE, "year", f"The year: {months_of(the_year(quarter)[0], quarter)}", "The year"),
        *_of_recommendations(report),
        Planned("method.html", "method", "How every figure is made", "Method"),
        Planned("glossary.html", "glossary", "What the words mean", "Glossary"),
        *(
            Planned(
                pack_page(code),
                "pack",
                f"{agency_result(report.result, code).name}, {quarter.in_months}",
                "",
                agency=code,
            )
            for code in packs(report.result)
        ),
    ]


def _of_recommendations(report: Report) -> Iterator[Planned]:
    """The page of all recommendations, and one of each theme, which is reached from it and from no menu."""
    quarter, recommendations = report.quarter, report.result.recommendations
    if not recommendations:
        return
    yield Planned(RECOMMENDATIONS_PAGE, "recommendations", f"Recommendations, {quarter.in_months}", "Recommendations")
    names = {each.theme_code: each.theme for each in recommendations}
    for code in themes(recommendations).values():
        title = f"{names[code]}: recommendations, {quarter.in_months}"
        yield Planned(theme_page(code), "theme", title, "", theme=code)


def _briefing_title(audit: type[Audit]) -> str:
    return f"{audit.short_title or audit.title}: what we learnt"


def _details(report: Report, facts: Facts, page: Planned) -> Html:
    """What a page was made from; nothing on a briefing, since returns are by agency."""
    if page.for_practitioners:
        return Html("")
    measured = page.notebook == "method" and not EDITIONS[report.result.edition].named_readers  # how much is said
    figures = page.notebook not in _WITHOUT_FIGURES or measured
    return about(report.result, facts, agency=page.agency, audit=page.audit, figures=figures)


def _as_of(page: Planned, report: Report) -> dict[str, Parameter]:
    """What the programme is told of the day that its page carries."""
    if page.file != PROGRAMME_PAGE:
        return {}
    day = day_of(report.printed.stamps.get(page.file, report.printed.stamp)) or date.today()
    return {"closed": closed_by(report.quarter, day)}


def _rule(report: Report, page: Planned) -> str:
    """What of the counts a page may show, in words."""
    edition, audit = EDITIONS[report.result.edition], audits.of(report.quarter).get(page.audit)
    if page.for_practitioners and edition.named_readers:
        edition = BOARD
    if audit is not None and audit.few:
        return edition.of_few().rule
    if audit is not None and page.for_practitioners:
        return rule_in_words(edition, [audit])
    return report.result.edition_rule


def _job(report: Report, facts: Facts, page: Planned, planned: list[Planned]) -> Job:
    workspace, result, quarter, printed = report.workspace, report.result, report.quarter, report.printed
    executed = workspace.processed / "notebooks" / quarter.folder / result.edition
    asked: dict[str, Parameter] = {
        "quarter": quarter.folder,
        "edition": result.edition,
        "root": str(workspace.root.resolve()),
    }
    # An agency's page goes out alone: it leads to no page that names others.
    # So does a briefing, to practitioners: it is under the board's rule or a stricter one.
    alone = page.agency or page.for_practitioners
    menu = [] if alone else [each for each in planned if each.label]
    linked = () if alone else printed.linked
    readers = f"{page.title.rpartition(',')[0]}, and {result.readers[:1].lower()}{result.readers[1:]}"
    edition = BOARD if page.for_practitioners and EDITIONS[result.edition].named_readers else EDITIONS[result.edition]
    if page.for_practitioners:
        readers = "practitioners of all agencies"
    elif not page.agency:
        readers = result.readers
    return Job(
        notebook=NOTEBOOKS / f"{page.notebook}.ipynb",
        output=executed / f"{page.name}.ipynb",
        parameters={**asked, **page.parameters, **_as_of(page, report)},
        html=report.folder / page.file,
        context=Page(
            title=page.title,
            quarter=str(quarter),
            months=quarter.in_months,
            abbreviations=abbreviations(quarter),
            edition="For practitioners" if page.for_practitioners else result.edition_title,
            board=here().words(quarter).board,
            marking=here().markings[edition.name],
            synthetic=result.synthetic,
            approved_by=report.approved_by,
            nav=tuple(Link(each.label, each.file, current=each is page, one_of_many=bool(each.audit)) for each in menu),
            earlier=tuple(
                Link(Quarter.parse(each).in_full, f"../../{Quarter.parse(each).folder}/{result.edition}/index.html")
                for each in linked
            ),
            stamp=printed.stamps.get(page.file, printed.stamp),
            revised_since=printed.revised_since,
            redefined_since=printed.redefined_since,
            tables=page.tables,
            figures=() if alone else FIGURES,
            tracker=TRACKER if result.recommendations and not alone else (),
            details=_details(report, facts, page),
            about=(f"For: {readers}.", _rule(report, page)),
        ),
    )
