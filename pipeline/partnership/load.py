"""Reads a partnership's folder: each file once, checked as a whole, and every mistake told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.errors import DefinitionError, WrongPartnership
from pipeline.partnership import rows, together
from pipeline.partnership.agencies import Register
from pipeline.partnership.csv_file import Table
from pipeline.partnership.folder_files import LOCAL, SETTINGS, digest_of_all, digests_of, files_in
from pipeline.partnership.mistakes import Mistake, Mistakes
from pipeline.partnership.model import Partnership
from pipeline.partnership.settings import Settings, settings_in

Further = Callable[[Partnership], Iterable[Mistake]]  # what else is wrong, as far as the files could be read


def load(folder: Path, *further: Further) -> Partnership:
    """
    The partnership whose files lie in ``folder``. ``further``: what else to check, told together with the rest.

    Raises: WrongPartnership -- naming everything that is wrong; nothing of the files is used then.
    """
    mistakes = Mistakes()
    partnership = _read(folder, files_in(folder, mistakes), mistakes)
    lines = [str(each) for each in mistakes]
    for check in further:
        try:
            lines += [str(each) for each in check(partnership)]
        except WrongPartnership as wrong:  # its own definitions cannot be read
            lines += wrong.mistakes
        except DefinitionError as error:
            # What the files lack for the library's definitions mostly follows from a mistake that is told already.
            lines = lines or [f"partnership: the audits cannot be read for it: {error}"]
    if lines:
        raise WrongPartnership(list(dict.fromkeys(lines)))
    return partnership


def _read(folder: Path, files: Mapping[str, bytes], mistakes: Mistakes) -> Partnership:
    """As much of a partnership as its files say; what is wrong with them is noted."""
    read = settings_in(files.get(SETTINGS), mistakes)
    settings = read or Settings()
    tables = {
        name: Table(
            name, files.get(name), columns.split(), needed.split(), mistakes, optional=rows.OPTIONAL.get(name, ())
        )
        for name, (columns, needed) in rows.COLUMNS.items()
    }
    partnership = Partnership(
        folder=folder,
        files=files,
        digest=digest_of_all(digests_of(files)),
        name=settings.name,
        short_name=settings.short_name,
        area=settings.area,
        default_edition=settings.default_edition,
        returns_within=settings.returns_within,
        roles=settings.roles,
        markings=settings.markings,
        words_from=settings.words_from,
        agencies=Register(tuple(rows.agencies(tables["agencies.csv"]))),
        returners=tuple(rows.returners(tables["returns.csv"])),
        audits=tuple(rows.planned(tables["audits.csv"])),
        targets=tuple(rows.targets(tables["targets.csv"])),
        rebases=tuple(rows.rebases(tables["rebases.csv"])),
        timescales=tuple(rows.timescales(tables["timescales.csv"])),
        documents=tuple(rows.documents(tables["documents.csv"])),
        themes=settings.themes,
        recommendations=tuple(rows.recommendations(tables["recommendations.csv"], settings.themes)),
        actions=tuple(rows.actions(tables["actions.csv"])),
        expected=settings.expected,
        sources=settings.sources,
        report_published=settings.report_published,
        keeping=settings.keeping,
        child_status=settings.child_status,
        local_audits=tuple(folder / name for name in files if name.startswith(f"{LOCAL}/")),
    )
    _check(partnership, tables, themes_known=read is not None)
    return partnership


def _check(partnership: Partnership, tables: Mapping[str, Table], *, themes_known: bool) -> None:
    """Note what the files say of each other that does not fit; what could not be read is not held against others."""
    agencies, returns = tables["agencies.csv"], tables["returns.csv"]
    recommendations, actions = tables["recommendations.csv"], tables["actions.csv"]
    codes = [each.code for each in partnership.agencies] if agencies.whole else None
    roles = sorted({each.role for each in partnership.returners}) if returns.whole else None
    ids = [each.id for each in partnership.recommendations] if recommendations.whole else None
    themes = [*partnership.themes, *partnership.themes.values()] if themes_known else None
    together.check_agencies(agencies, list(partnership.agencies), codes, roles)
    together.check_returners(returns, partnership.returners, codes)
    together.check_planned(tables["audits.csv"], partnership.audits)
    together.check_targets(tables["targets.csv"], partnership.targets)
    together.check_rebases(tables["rebases.csv"], partnership.rebases)
    together.check_timescales(tables["timescales.csv"], partnership.timescales)
    together.check_documents(tables["documents.csv"], partnership.documents)
    together.check_ids(recommendations, "recommendation")
    together.check_ids(actions, "action")
    together.check_links(recommendations, "leads", codes, "no code in agencies.csv")
    together.check_links(recommendations, "theme", themes, "no theme in partnership.toml")
    together.check_links(recommendations, "key_standards", None)
    together.check_links(actions, "leads", codes, "no code in agencies.csv")
    together.check_links(actions, "recommendations", ids, "no recommendation in recommendations.csv")
    together.check_links(actions, "standards", None)
    together.check_required(recommendations, partnership.recommendations, partnership.report_published)
    asked = partnership.recommendations if recommendations.whole else None
    together.check_actions(actions, partnership.actions, asked, partnership.report_published)
