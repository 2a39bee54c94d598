"""What an analyst often asks of the figures of many reports, as SQL: shown by `query`, explained in docs/query.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question: in ``words``, and in ``sql`` that a shell takes between double quotes."""

    words: str
    sql: str


TWICE_BELOW = Question(
    "Which standards were below their target in two quarters in a row?",
    """\
SELECT audit, standard, title, lag(quarter) OVER earlier AS first, quarter AS again, rate, target
FROM figures
WHERE kind = 'standard' AND level = 'all returns'
WINDOW earlier AS (PARTITION BY standard ORDER BY quarter)
QUALIFY verdict IN ('Below target', 'Over the limit')
    AND lag(verdict) OVER earlier IN ('Below target', 'Over the limit')
ORDER BY again DESC, audit, standard""",
)
SILENT = Question(
    "Where do hidden figures keep an edition from saying anything, so that an audit needs more cases?",
    """\
SELECT audit, standard, title,
    count(*) FILTER (level = 'all returns') AS quarters,
    count(*) FILTER (level = 'all returns' AND says = 'nothing') AS silent,
    count(*) FILTER (level = 'agency' AND says = 'nothing') AS agencies_silent
FROM figures
WHERE kind = 'standard'
GROUP BY audit, standard, title
HAVING silent > 0
ORDER BY silent DESC, agencies_silent DESC, audit, standard""",
)
NOT_RECORDED = Question(
    "Whose returns say most often that something was not recorded?",
    """\
SELECT agency_name, sum(not_recorded) AS not_recorded, sum(n) AS counted, sum(not_recorded) / sum(n) AS share
FROM figures
WHERE kind = 'standard' AND level = 'agency' AND NOT hidden
    AND quarter = (SELECT max(quarter) FROM figures)
GROUP BY agency_name
HAVING counted > 0
ORDER BY share DESC, agency_name""",
)
MOST_BELOW = Question(
    "On which standards do most areas fall short?",
    """\
SELECT audit, standard, title, below, unsure, at_target, unsaid
FROM figures
WHERE level = 'all areas' AND below > 0
    AND quarter = (SELECT max(quarter) FROM figures)
ORDER BY below DESC, audit, standard""",
)
SILENT_AREAS = Question(
    "Which areas print nothing, and of how many standards?",
    """\
SELECT area_name, count(*) AS asked, count(*) FILTER (says = 'nothing') AS silent
FROM figures
WHERE level = 'area'
    AND quarter = (SELECT max(quarter) FROM figures)
GROUP BY area_name
HAVING silent > 0
ORDER BY area_name""",
)
OF_REPORTS = (TWICE_BELOW, SILENT, NOT_RECORDED)
OF_A_REGION = (MOST_BELOW, SILENT_AREAS)
